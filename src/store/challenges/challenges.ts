import type { Kysely } from 'kysely'
import type { Challenge, ChallengePlan } from '#src/community/challenges/challenge.ts'
import { seasonOf } from '#src/community/challenges/seasons.ts'
import type { Tables } from '../tables.ts'
import type { ChallengeStore } from './challenge-store.ts'
import type { ChallengeStoreOptions } from './options.ts'
import { presentEntries } from './entries.ts'
import { challengeOf, columnsOf } from './rows.ts'
import { votesIn } from './votes.ts'

type Methods = Pick<
  ChallengeStore,
  'create' | 'get' | 'unfinished' | 'ofGuild' | 'ofThread' | 'change' | 'posted' | 'advance'
>

export function challengeMethods(database: Kysely<Tables>, options: ChallengeStoreOptions): Methods {
  const rows = database.selectFrom('challenges').selectAll()
  return {
    create: (plan) => insertChallenge(database, plan, null, options),

    async get(id) {
      const row = await rows.where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : challengeOf(row)
    },

    async unfinished() {
      const found = await rows
        .where((where) => where.or([where('phase', 'in', ['entries', 'voting']), where('posts_due', '>', 0)]))
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return found.map(challengeOf).filter(({ guildId }) => options.own.ownsGuild(guildId))
    },

    async ofGuild(guildId, limit) {
      const found = await rows
        .where('guild_id', '=', guildId)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute()
      return found.map(challengeOf)
    },

    async ofThread(threadId) {
      const row = await rows.where('thread_id', '=', threadId).executeTakeFirst()
      return row === undefined ? null : challengeOf(row)
    },

    async change(id, { postsDue, ...changes }) {
      const row = await database
        .updateTable('challenges')
        .set(({ eb }) => ({ ...columnsOf(changes), posts_due: eb('posts_due', '+', postsDue === true ? 1 : 0) }))
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst()
      return row === undefined ? null : challengeOf(row)
    },

    async posted({ id, postsDue }) {
      const unchanged = database.updateTable('challenges').set({ posts_due: 0 }).where('posts_due', '=', postsDue)
      await unchanged.where('id', '=', id).execute()
    },

    advance: (id, from, change, count) =>
      database.transaction().execute(async (transaction) => {
        const row = await transaction
          .updateTable('challenges')
          .set(({ eb }) => ({ ...columnsOf(change), posts_due: eb('posts_due', '+', 1) }))
          .where('id', '=', id)
          .where('phase', '=', from)
          .returningAll()
          .executeTakeFirst()
        if (row === undefined) return null
        const challenge = challengeOf(row)
        if (change.phase !== 'ended') return challenge
        const entries = await presentEntries(transaction, id)
        const places = count(entries, await votesIn(transaction, id), challenge)
        const values = places.map(({ entryId, personId, ...place }) => ({
          challenge_id: id,
          entry_id: entryId,
          person_id: personId,
          ...place,
        }))
        if (values.length > 0) await transaction.insertInto('challenge_standings').values(values).execute()
        return challenge
      }),
  }
}

/** Inserts a new challenge, whose messages must still be posted. */
export async function insertChallenge(
  database: Kysely<Tables>,
  plan: ChallengePlan,
  seriesId: string | null,
  { now, newId, newSeed }: ChallengeStoreOptions,
): Promise<Challenge> {
  const { guildId, channelId, starterId, theme, rules, voting, entriesEach, entryTime, voteTime } = plan
  const created = now()
  const row = await database
    .insertInto('challenges')
    .values({
      id: newId(),
      guild_id: guildId,
      channel_id: channelId,
      starter_id: starterId,
      theme,
      rules: JSON.stringify(rules),
      picture_sha256: rules.picture?.sha256 ?? null,
      voting,
      entries_each: entriesEach,
      vote_time: voteTime,
      phase: 'entries',
      entries_end: created + entryTime,
      votes_end: null,
      season: seasonOf(created),
      series_id: seriesId,
      ballot_seed: newSeed(),
      thread_id: null,
      trouble: null,
      posts_due: 1,
      created_at: created,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return challengeOf(row)
}
