import { sql, type Kysely, type Migration } from 'kysely'
import { challengesMigration } from './challenges/migration.ts'
import { galleryMigration } from './gallery/migration.ts'
import { guessMigration } from './guess/migration.ts'
import { orderMigration } from './order-migration.ts'
import { shardsMigration } from './shards-migration.ts'

/**
 * The history of the tables, in order. An entry that was released is never edited: a change is a new entry.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-begin': {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('jobs')
        .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('id', 'text', (column) => column.notNull().unique())
        .addColumn('person_id', 'text', (column) => column.notNull())
        .addColumn('request', 'text', (column) => column.notNull())
        .addColumn('origin', 'text', (column) => column.notNull())
        .addColumn('parent_id', 'text')
        .addColumn('state', 'text', (column) =>
          column.notNull().check(sql`state in ('waiting', 'running', 'done', 'failed', 'cancelled')`),
        )
        .addColumn('failure', 'text')
        .addColumn('accepted_at', 'real', (column) => column.notNull())
        .addColumn('started_at', 'real')
        .addColumn('ended_at', 'real')
        .addColumn('delivered_at', 'real')
        .addColumn('seconds', 'real', (column) => column.notNull().defaultTo(0))
        .addColumn('deaths', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('interruptions', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
      await db.schema.createIndex('jobs_by_state').on('jobs').columns(['state', 'delivered_at']).execute()
      await db.schema.createIndex('jobs_by_person').on('jobs').columns(['person_id', 'seq']).execute()

      await db.schema
        .createTable('pictures')
        .addColumn('sha256', 'text', (column) => column.primaryKey())
        .addColumn('format', 'text', (column) => column.notNull())
        .addColumn('width', 'integer')
        .addColumn('height', 'integer')
        .addColumn('bytes', 'integer', (column) => column.notNull())
        .addColumn('touched_at', 'real', (column) => column.notNull())
        .execute()

      await db.schema
        .createTable('job_pictures')
        .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
        .addColumn('sha256', 'text', (column) => column.notNull().references('pictures.sha256'))
        .addPrimaryKeyConstraint('job_pictures_key', ['job_id', 'sha256'])
        .execute()
      await db.schema.createIndex('job_pictures_by_picture').on('job_pictures').column('sha256').execute()

      await db.schema
        .createTable('results')
        .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
        .addColumn('picture', 'integer', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('sha256', 'text', (column) => column.notNull().references('pictures.sha256'))
        .addColumn('seed', 'integer', (column) => column.notNull())
        .addColumn('recipe', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('results_key', ['job_id', 'picture', 'role'])
        .execute()
      await db.schema.createIndex('results_by_picture').on('results').column('sha256').execute()

      await db.schema
        .createTable('messages')
        .addColumn('message_id', 'text', (column) => column.primaryKey())
        .addColumn('channel_id', 'text', (column) => column.notNull())
        .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
        .addColumn('state', 'text', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('messages_by_job').on('messages').column('job_id').execute()

      await db.schema
        .createTable('settings')
        .addColumn('scope', 'text', (column) => column.notNull())
        .addColumn('scope_id', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('value', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('settings_key', ['scope', 'scope_id', 'name'])
        .execute()

      await db.schema
        .createTable('usage')
        .addColumn('person_id', 'text', (column) => column.primaryKey())
        .addColumn('seconds', 'real', (column) => column.notNull())
        .addColumn('at', 'real', (column) => column.notNull())
        .execute()
    },
  },
  '002-drafts': {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('drafts')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('person_id', 'text', (column) => column.notNull())
        .addColumn('content', 'text', (column) => column.notNull())
        .addColumn('touched_at', 'real', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('drafts_by_person').on('drafts').columns(['person_id', 'touched_at']).execute()
      await db.schema
        .createTable('draft_pictures')
        .addColumn('draft_id', 'text', (column) => column.notNull().references('drafts.id').onDelete('cascade'))
        // No reference to its row: a draft may outlive a picture that its owner deletes.
        .addColumn('sha256', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('draft_pictures_key', ['draft_id', 'sha256'])
        .execute()
      await db.schema.createIndex('draft_pictures_by_picture').on('draft_pictures').column('sha256').execute()
    },
  },
  '003-gone-pictures': {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema.alterTable('pictures').addColumn('gone_at', 'real').execute()
    },
  },
  '004-erasing': {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .alterTable('jobs')
        .addColumn('erase_at_end', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
      await db.schema
        .createTable('message_removals')
        .addColumn('message_id', 'text', (column) => column.primaryKey())
        .addColumn('channel_id', 'text', (column) => column.notNull())
        .execute()
    },
  },
  '005-challenges': challengesMigration,
  '006-order': orderMigration,
  '007-gallery': galleryMigration,
  '008-guess': guessMigration,
  '009-shards': shardsMigration,
}
