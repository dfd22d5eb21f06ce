import type { Kysely, Migration } from 'kysely'

/** What galleries find, the stars of people, and what star channels show. */
export const galleryMigration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('gallery')
      .addColumn('seq', 'integer', (column) => column.primaryKey())
      .addColumn('job_id', 'text', (column) => column.notNull().unique().references('jobs.id').onDelete('cascade'))
      .addColumn('guild_id', 'text')
      .addColumn('channel_id', 'text')
      .addColumn('age_restricted', 'integer', (column) => column.notNull())
      .addColumn('mode', 'text', (column) => column.notNull())
      .addColumn('stars', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('stars_due', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema.createIndex('gallery_by_guild').on('gallery').columns(['guild_id', 'seq']).execute()
    await db.schema.createIndex('gallery_by_mode').on('gallery').columns(['guild_id', 'mode', 'seq']).execute()
    await db.schema.createIndex('gallery_by_stars').on('gallery').columns(['guild_id', 'stars', 'seq']).execute()
    await db.schema.createIndex('gallery_by_due').on('gallery').columns(['stars_due']).execute()
    await db.schema
      .createTable('gallery_words')
      .addColumn('word', 'text', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull().references('gallery.seq').onDelete('cascade'))
      .addPrimaryKeyConstraint('gallery_words_key', ['word', 'seq'])
      .execute()
    await db.schema.createIndex('gallery_words_by_picture').on('gallery_words').columns(['seq', 'word']).execute()
    await db.schema
      .createTable('stars')
      .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('starred_at', 'real', (column) => column.notNull())
      .addPrimaryKeyConstraint('stars_key', ['job_id', 'person_id'])
      .execute()
    await db.schema.createIndex('stars_by_person').on('stars').column('person_id').execute()
    await db.schema
      .createTable('star_posts')
      .addColumn('job_id', 'text', (column) => column.primaryKey().references('jobs.id').onDelete('cascade'))
      .addColumn('channel_id', 'text', (column) => column.notNull())
      .addColumn('message_id', 'text')
      .addColumn('gone', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema.createIndex('star_posts_by_message').on('star_posts').column('message_id').execute()
  },
}
