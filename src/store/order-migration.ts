import type { Kysely, Migration } from 'kysely'

/** What people have drawn of their quotas, and what is still to be told to moderators. */
export const orderMigration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('charges')
      // No reference to its job: what was drawn counts, even if its result is deleted.
      .addColumn('job_id', 'text', (column) => column.primaryKey())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('guild_id', 'text', (column) => column.notNull())
      .addColumn('pictures', 'integer', (column) => column.notNull())
      .addColumn('reserved_at', 'real', (column) => column.notNull())
      .addColumn('charged_at', 'real')
      .execute()
    await db.schema.createIndex('charges_by_person').on('charges').columns(['person_id', 'guild_id']).execute()
    await db.schema
      .createTable('log_entries')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('guild_id', 'text', (column) => column.notNull())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .execute()
  },
}
