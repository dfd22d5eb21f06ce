import {
  type ColumnDefinitionNode as Column,
  DataTypeNode,
  type KyselyPlugin,
  OperationNodeTransformer,
  RawNode,
} from 'kysely'

/**
 * Replaces SQLite's types by the corresponding ones of PostgreSQL. In SQLite a `real` has eight bytes, an `integer` up
 * to eight, and texts are compared by their code points.
 */
class ColumnTypes extends OperationNodeTransformer {
  protected override transformColumnDefinition(node: Column): Column {
    const column = super.transformColumnDefinition(node)
    if (!DataTypeNode.is(column.dataType)) return column
    const { dataType } = column.dataType
    if (dataType === 'integer' && column.autoIncrement === true) {
      // `bigserial` implies the auto-increment.
      const { autoIncrement: _, ...counted } = column
      return { ...counted, dataType: DataTypeNode.create('bigserial') }
    }
    if (dataType === 'integer') return { ...column, dataType: DataTypeNode.create('bigint') }
    if (dataType === 'real') return { ...column, dataType: DataTypeNode.create('double precision') }
    if (dataType === 'text') return { ...column, dataType: RawNode.createWithSql('text collate "C"') }
    return column
  }
}

const transformer = new ColumnTypes()

/** Lets the migrations run on PostgreSQL, although they name SQLite's types. */
export const columnTypes: KyselyPlugin = {
  transformQuery: ({ node }) => transformer.transformNode(node),
  transformResult: ({ result }) => Promise.resolve(result),
}
