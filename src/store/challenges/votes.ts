import { type Kysely, sql } from 'kysely'
import type { Vote } from '#src/community/challenges/challenge.ts'
import type { Standing } from '#src/community/challenges/standings.ts'
import type { Tables } from '../tables.ts'
import type { ChallengeStore } from './challenge-store.ts'
import type { ChallengeStoreOptions } from './options.ts'

type Methods = Pick<ChallengeStore, 'vote' | 'votesOf' | 'votes' | 'counts' | 'standings' | 'results' | 'seasons'>

export function voteMethods(database: Kysely<Tables>, { now }: ChallengeStoreOptions): Methods {
  const places = database.selectFrom('challenge_standings').selectAll()
  return {
    vote: (challengeId, vote) =>
      database.transaction().execute((transaction) => putVote(transaction, challengeId, vote, now())),

    async votesOf(challengeId, voterId) {
      const rows = await votesOfChallenge(database, challengeId).where('voter_id', '=', voterId).execute()
      return rows.map(voteOf)
    },

    votes: (challengeId) => votesIn(database, challengeId),

    async counts(challengeId) {
      const entries = await database
        .selectFrom('challenge_entries')
        .select(({ fn }) => [
          fn.countAll<number>().as('entries'),
          fn.count<number>('person_id').distinct().as('entrants'),
        ])
        .where('challenge_id', '=', challengeId)
        .where('state', '=', 'in')
        .executeTakeFirstOrThrow()
      const { voters } = await database
        .selectFrom('challenge_votes')
        .select(({ fn }) => fn.count<number>('voter_id').distinct().as('voters'))
        .where('challenge_id', '=', challengeId)
        .executeTakeFirstOrThrow()
      return { ...entries, voters }
    },

    async standings(challengeId) {
      const rows = await places.where('challenge_id', '=', challengeId).orderBy('place').execute()
      return rows.map(standingOf)
    },

    async results(guildId, season) {
      const all = database
        .selectFrom('challenge_standings')
        .innerJoin('challenges', 'challenges.id', 'challenge_standings.challenge_id')
        .selectAll('challenge_standings')
        .where('challenges.guild_id', '=', guildId)
        .orderBy('challenges.created_at')
        .orderBy('challenge_standings.place')
      const rows = await (season === undefined ? all : all.where('challenges.season', '=', season)).execute()
      const byChallenge = new Map<string, Standing[]>()
      for (const row of rows) {
        const known = byChallenge.get(row.challenge_id) ?? []
        known.push(standingOf(row))
        byChallenge.set(row.challenge_id, known)
      }
      return [...byChallenge].map(([challengeId, standings]) => ({ challengeId, standings }))
    },

    async seasons(guildId) {
      const rows = await database
        .selectFrom('challenges')
        .select('season')
        .distinct()
        .where('guild_id', '=', guildId)
        .where('phase', '=', 'ended')
        .orderBy('season', 'desc')
        .execute()
      return rows.map(({ season }) => season)
    },
  }
}

const votesOfChallenge = (database: Kysely<Tables>, challengeId: string) =>
  database.selectFrom('challenge_votes').selectAll().where('challenge_id', '=', challengeId)

export async function votesIn(database: Kysely<Tables>, challengeId: string): Promise<readonly Vote[]> {
  return (await votesOfChallenge(database, challengeId).execute()).map(voteOf)
}

const voteOf = (row: {
  readonly voter_id: string
  readonly entry_id: string
  readonly other_id: string
  readonly value: number
}): Vote => ({ voterId: row.voter_id, entryId: row.entry_id, otherId: row.other_id, value: row.value })

const standingOf = (row: {
  readonly entry_id: string
  readonly person_id: string
  readonly place: number
  readonly score: number
  readonly votes: number
}): Standing => ({
  entryId: row.entry_id,
  personId: row.person_id,
  place: row.place,
  score: row.score,
  votes: row.votes,
})

async function putVote(
  database: Kysely<Tables>,
  challengeId: string,
  { voterId, entryId, otherId, value }: Vote,
  now: number,
): Promise<boolean> {
  const wanted = otherId === '' ? [entryId] : [entryId, otherId]
  const { present } = await database
    .selectFrom('challenge_entries')
    .innerJoin('challenges', 'challenges.id', 'challenge_entries.challenge_id')
    .select(sql<number>`count(*)`.as('present'))
    .where('challenges.id', '=', challengeId)
    .where('challenges.phase', '=', 'voting')
    .where('challenges.votes_end', '>', now)
    .where('challenge_entries.id', 'in', wanted)
    .where('challenge_entries.state', '=', 'in')
    // Nobody votes for themselves, even if the caller forgot to check.
    .where('challenge_entries.person_id', '!=', voterId)
    .executeTakeFirstOrThrow()
  if (present !== wanted.length) return false
  await database
    .insertInto('challenge_votes')
    .values({ challenge_id: challengeId, voter_id: voterId, entry_id: entryId, other_id: otherId, value })
    .onConflict((conflict) =>
      conflict.columns(['challenge_id', 'voter_id', 'entry_id', 'other_id']).doUpdateSet({ value }),
    )
    .execute()
  return true
}
