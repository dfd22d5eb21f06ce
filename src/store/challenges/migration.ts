import { type Kysely, type Migration, sql } from 'kysely'

/** Challenges with their entries, votes, posted messages, final standings and weekly series. */
export const challengesMigration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createChallenges(db)
    await createEntries(db)
    await createOutcomes(db)
  },
}

async function createChallenges(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('challenge_series')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('guild_id', 'text', (column) => column.notNull())
    .addColumn('starter_id', 'text', (column) => column.notNull())
    .addColumn('plan', 'text', (column) => column.notNull())
    .addColumn('themes', 'text', (column) => column.notNull())
    .addColumn('next', 'integer', (column) => column.notNull())
    .addColumn('next_at', 'real', (column) => column.notNull())
    .addColumn('active', 'integer', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('challenges')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('guild_id', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('starter_id', 'text', (column) => column.notNull())
    .addColumn('theme', 'text', (column) => column.notNull())
    .addColumn('rules', 'text', (column) => column.notNull())
    .addColumn('picture_sha256', 'text')
    .addColumn('voting', 'text', (column) => column.notNull())
    .addColumn('entries_each', 'integer', (column) => column.notNull())
    .addColumn('vote_time', 'real', (column) => column.notNull())
    .addColumn('phase', 'text', (column) =>
      column.notNull().check(sql`phase in ('entries', 'voting', 'ended', 'cancelled')`),
    )
    .addColumn('entries_end', 'real', (column) => column.notNull())
    .addColumn('votes_end', 'real')
    .addColumn('season', 'text', (column) => column.notNull())
    .addColumn('series_id', 'text', (column) => column.references('challenge_series.id'))
    .addColumn('ballot_seed', 'integer', (column) => column.notNull())
    .addColumn('thread_id', 'text')
    .addColumn('trouble', 'text')
    .addColumn('posts_due', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'real', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('challenges_by_phase').on('challenges').columns(['phase']).execute()
  await db.schema.createIndex('challenges_by_guild').on('challenges').columns(['guild_id', 'created_at']).execute()
  await db.schema.createIndex('challenges_by_picture').on('challenges').column('picture_sha256').execute()
}

async function createEntries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('challenge_entries')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('challenge_id', 'text', (column) => column.notNull().references('challenges.id').onDelete('cascade'))
    .addColumn('person_id', 'text', (column) => column.notNull())
    // Deleting a picture also deletes its entry and the votes on it.
    .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
    .addColumn('picture', 'integer', (column) => column.notNull())
    .addColumn('entered_at', 'real', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull().check(sql`state in ('in', 'withdrawn', 'removed')`))
    .addUniqueConstraint('challenge_entries_once', ['challenge_id', 'job_id', 'picture'])
    .execute()
  await db.schema.createIndex('challenge_entries_by_job').on('challenge_entries').column('job_id').execute()
  await db.schema
    .createTable('challenge_votes')
    .addColumn('challenge_id', 'text', (column) => column.notNull().references('challenges.id').onDelete('cascade'))
    .addColumn('voter_id', 'text', (column) => column.notNull())
    .addColumn('entry_id', 'text', (column) => column.notNull().references('challenge_entries.id').onDelete('cascade'))
    .addColumn('other_id', 'text', (column) => column.notNull())
    .addColumn('value', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('challenge_votes_key', ['challenge_id', 'voter_id', 'entry_id', 'other_id'])
    .execute()
  await db.schema.createIndex('challenge_votes_by_entry').on('challenge_votes').column('entry_id').execute()
}

async function createOutcomes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('challenge_posts')
    .addColumn('challenge_id', 'text', (column) => column.notNull().references('challenges.id').onDelete('cascade'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text')
    .addColumn('message_id', 'text')
    .addPrimaryKeyConstraint('challenge_posts_key', ['challenge_id', 'kind'])
    .execute()
  await db.schema
    .createTable('challenge_standings')
    .addColumn('challenge_id', 'text', (column) => column.notNull().references('challenges.id').onDelete('cascade'))
    // No foreign key, since a place on the leaderboard outlives the picture.
    .addColumn('entry_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('score', 'real', (column) => column.notNull())
    .addColumn('votes', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('challenge_standings_key', ['challenge_id', 'entry_id'])
    .execute()
}
