import type { Kysely, Migration } from 'kysely'

/** Which shard a job came from, where several processes share the database. Null: there was one process. */
export const shardsMigration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('jobs').addColumn('shard', 'text').execute()
  },
}
