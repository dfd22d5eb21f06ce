import { type Kysely, type Migration, sql } from 'kysely'

/** Guessing rounds with their guesses, posted messages and scores. */
export const guessMigration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createRounds(db)
    await createGuesses(db)
  },
}

async function createRounds(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('guess_rounds')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('guild_id', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('starter_id', 'text', (column) => column.notNull())
    .addColumn('giver_id', 'text')
    // The prompts are with the job only, so that whoever deletes a picture deletes the solution too.
    .addColumn('job_id', 'text', (column) => column.references('jobs.id').onDelete('set null'))
    .addColumn('picture', 'integer', (column) => column.notNull())
    .addColumn('duration', 'real', (column) => column.notNull())
    .addColumn('pair', 'text')
    .addColumn('phase', 'text', (column) => column.notNull().check(sql`phase in ('drawing', 'open', 'ended')`))
    .addColumn('outcome', 'text')
    .addColumn('winner_id', 'text')
    .addColumn('opened_at', 'real')
    .addColumn('ends_at', 'real')
    .addColumn('hints', 'integer', (column) => column.notNull())
    .addColumn('next_hint_at', 'real')
    .addColumn('posts_due', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'real', (column) => column.notNull())
    .execute()
  // One round at a time in a channel, whoever starts it at the same moment.
  await sql`create unique index guess_rounds_under_way on guess_rounds (channel_id) where phase != 'ended'`.execute(db)
  await db.schema.createIndex('guess_rounds_by_phase').on('guess_rounds').columns(['phase', 'posts_due']).execute()
  await db.schema.createIndex('guess_rounds_by_guild').on('guess_rounds').columns(['guild_id', 'created_at']).execute()
  await db.schema.createIndex('guess_rounds_by_job').on('guess_rounds').column('job_id').execute()
  await db.schema
    .createTable('guess_posts')
    .addColumn('round_id', 'text', (column) => column.notNull().references('guess_rounds.id').onDelete('cascade'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text')
    .addColumn('message_id', 'text')
    .addPrimaryKeyConstraint('guess_posts_key', ['round_id', 'kind'])
    .execute()
}

async function createGuesses(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('guess_guesses')
    .addColumn('round_id', 'text', (column) => column.notNull().references('guess_rounds.id').onDelete('cascade'))
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull().check(sql`verdict in ('right', 'close', 'wrong')`))
    .addColumn('reading', 'integer')
    .addColumn('guessed_at', 'real', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('guess_guesses_by_round').on('guess_guesses').columns(['round_id', 'person_id']).execute()
  await db.schema.createIndex('guess_guesses_by_person').on('guess_guesses').column('person_id').execute()
  await db.schema
    .createTable('guess_scores')
    .addColumn('round_id', 'text', (column) => column.notNull().references('guess_rounds.id').onDelete('cascade'))
    .addColumn('guild_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('found', 'integer', (column) => column.notNull())
    .addColumn('won', 'integer', (column) => column.notNull())
    .addColumn('points', 'integer', (column) => column.notNull())
    .addColumn('ended_at', 'real', (column) => column.notNull())
    .addPrimaryKeyConstraint('guess_scores_key', ['round_id', 'person_id'])
    .execute()
  await db.schema.createIndex('guess_scores_by_guild').on('guess_scores').columns(['guild_id', 'ended_at']).execute()
  await db.schema.createIndex('guess_scores_by_person').on('guess_scores').column('person_id').execute()
}
