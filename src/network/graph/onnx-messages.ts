import { create, toBinary, type MessageInitShape } from '@bufbuild/protobuf'
import { AttributeProto_AttributeType, ModelProtoSchema, TensorProto_DataType } from 'onnx-buf'
import type { AttributeProtoSchema, GraphProtoSchema, OperatorSetIdProtoSchema, ValueInfoProtoSchema } from 'onnx-buf'

/** Attributes of an operator: integers, fractions (always as `{ float }`), strings and lists of integers. */
export type Attributes = Readonly<Record<string, number | string | readonly number[] | { readonly float: number }>>

/** The description of an input or output. A string among the dimensions names a size that is known only at run time. */
export function valueInfo(
  name: string,
  type: 'float' | 'int32',
  dimensions: readonly (number | string)[],
): MessageInitShape<typeof ValueInfoProtoSchema> {
  return {
    name,
    type: {
      value: {
        case: 'tensorType',
        value: {
          elemType: type === 'float' ? TensorProto_DataType.FLOAT : TensorProto_DataType.INT32,
          shape: {
            dim: dimensions.map((size) => ({
              value:
                typeof size === 'number'
                  ? { case: 'dimValue' as const, value: BigInt(size) }
                  : { case: 'dimParam' as const, value: size },
            })),
          },
        },
      },
    },
  }
}

/** One attribute of an operator as ONNX stores it. */
export function attribute([name, value]: [string, Attributes[string]]): MessageInitShape<typeof AttributeProtoSchema> {
  if (typeof value === 'number') return { name, type: AttributeProto_AttributeType.INT, i: BigInt(value) }
  if (typeof value === 'string')
    return { name, type: AttributeProto_AttributeType.STRING, s: new TextEncoder().encode(value) }
  if ('float' in value) return { name, type: AttributeProto_AttributeType.FLOAT, f: value.float }
  return { name, type: AttributeProto_AttributeType.INTS, ints: value.map(BigInt) }
}

/** A serialised ONNX ModelProto. */
export function modelBytes(
  graph: MessageInitShape<typeof GraphProtoSchema>,
  opsetImport: readonly MessageInitShape<typeof OperatorSetIdProtoSchema>[],
): Uint8Array {
  const model = create(ModelProtoSchema, {
    irVersion: 9n,
    producerName: 'duckrabbit',
    opsetImport: [...opsetImport],
    graph: { name: 'network', ...graph },
  })
  return toBinary(ModelProtoSchema, model)
}
