import type { Kysely } from 'kysely'
import { points } from '#src/community/guess/scores.ts'
import { type Round, type RoundOutcome, type RoundPlan, showsSolution } from '#src/community/guess/round.ts'
import type { Tables } from '../tables.ts'
import type { GuessStore } from './guess-store.ts'
import type { GuessStoreOptions } from './options.ts'
import { roundOf } from './rows.ts'

type Methods = Pick<
  GuessStore,
  'create' | 'get' | 'ofChannel' | 'unfinished' | 'recentPairs' | 'setJob' | 'open' | 'showHint' | 'end' | 'posted'
>

export function roundMethods(database: Kysely<Tables>, options: GuessStoreOptions): Methods {
  const rows = database.selectFrom('guess_rounds').selectAll()
  return {
    create: (plan) => database.transaction().execute((transaction) => insertRound(transaction, plan, options)),

    async get(id) {
      const row = await rows.where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : roundOf(row)
    },

    async ofChannel(channelId) {
      const row = await rows.where('channel_id', '=', channelId).where('phase', '!=', 'ended').executeTakeFirst()
      return row === undefined ? null : roundOf(row)
    },

    async unfinished() {
      const found = await rows
        .where((where) => where.or([where('phase', 'in', ['drawing', 'open']), where('posts_due', '>', 0)]))
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return found.map(roundOf).filter(({ guildId }) => options.own.ownsGuild(guildId))
    },

    async recentPairs(guildId, limit) {
      const found = await database
        .selectFrom('guess_rounds')
        .select('pair')
        .where('guild_id', '=', guildId)
        .where('pair', 'is not', null)
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute()
      return found.flatMap(({ pair }) => pair ?? [])
    },

    async setJob(id, jobId) {
      const { numUpdatedRows } = await database
        .updateTable('guess_rounds')
        .set({ job_id: jobId })
        .where('id', '=', id)
        .where('phase', '=', 'drawing')
        .executeTakeFirst()
      return numUpdatedRows > 0
    },

    async open(id, { openedAt, endsAt, nextHintAt }) {
      const row = await database
        .updateTable('guess_rounds')
        .set({ phase: 'open', opened_at: openedAt, ends_at: endsAt, next_hint_at: nextHintAt })
        .where('id', '=', id)
        .where('phase', '=', 'drawing')
        .returningAll()
        .executeTakeFirst()
      return row === undefined ? null : roundOf(row)
    },

    async showHint(id, from, nextHintAt) {
      const row = await database
        .updateTable('guess_rounds')
        .set({ hints: from + 1, next_hint_at: nextHintAt })
        .where('id', '=', id)
        .where('phase', '=', 'open')
        .where('hints', '=', from)
        .returningAll()
        .executeTakeFirst()
      return row === undefined ? null : roundOf(row)
    },

    end: (id, outcome) =>
      database.transaction().execute((transaction) => endRound(transaction, id, outcome, null, options.now())),

    async posted({ id, postsDue }) {
      const unchanged = database.updateTable('guess_rounds').set({ posts_due: 0 }).where('posts_due', '=', postsDue)
      await unchanged.where('id', '=', id).execute()
    },
  }
}

async function insertRound(
  database: Kysely<Tables>,
  plan: RoundPlan,
  { now, newId }: GuessStoreOptions,
): Promise<Round | null> {
  const { guildId, channelId, starterId, giverId, jobId, picture, duration, pair } = plan
  const row = await database
    .insertInto('guess_rounds')
    .values({
      id: newId(),
      guild_id: guildId,
      channel_id: channelId,
      starter_id: starterId,
      giver_id: giverId,
      job_id: jobId,
      picture,
      duration,
      pair,
      phase: 'drawing',
      outcome: null,
      winner_id: null,
      opened_at: null,
      ends_at: null,
      hints: 0,
      next_hint_at: null,
      posts_due: 0,
      created_at: now(),
    })
    // The index of rounds under way has one for each channel.
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  return row === undefined ? null : roundOf(row)
}

/**
 * Ends a round that is not over, and writes its scores unless it gives none. Runs in the caller's transaction.
 *
 * @param winnerId who has found everything first, if anybody has
 */
export async function endRound(
  database: Kysely<Tables>,
  id: string,
  outcome: RoundOutcome,
  winnerId: string | null,
  now: number,
): Promise<Round | null> {
  const row = await database
    .updateTable('guess_rounds')
    .set({ phase: 'ended', outcome, winner_id: winnerId, ends_at: now, next_hint_at: null, posts_due: 1 })
    .where('id', '=', id)
    .where('phase', '!=', 'ended')
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) return null
  if (showsSolution({ outcome })) await writeScores(database, row, winnerId, now)
  return roundOf(row)
}

async function writeScores(
  database: Kysely<Tables>,
  { id, guild_id }: { readonly id: string; readonly guild_id: string },
  winnerId: string | null,
  now: number,
): Promise<void> {
  const guessers = await database
    .selectFrom('guess_guesses')
    .select(({ fn }) => ['person_id', fn.count<number>('reading').distinct().as('found')])
    .where('round_id', '=', id)
    .groupBy('person_id')
    .execute()
  const values = guessers.map(({ person_id, found }) => {
    const won = person_id === winnerId
    return { round_id: id, guild_id, person_id, found, won: won ? 1 : 0, points: points(found, won), ended_at: now }
  })
  if (values.length > 0) await database.insertInto('guess_scores').values(values).execute()
}
