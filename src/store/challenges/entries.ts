import type { Kysely } from 'kysely'
import type { Entry } from '#src/community/challenges/challenge.ts'
import type { Tables } from '../tables.ts'
import type { ChallengeStore, EnterOutcome, NewEntry } from './challenge-store.ts'
import type { ChallengeStoreOptions } from './options.ts'
import { entryOf } from './rows.ts'

type Methods = Pick<ChallengeStore, 'enter' | 'wasEntered' | 'entries' | 'takeOut' | 'takeOutJob'>

export function entryMethods(database: Kysely<Tables>, options: ChallengeStoreOptions): Methods {
  return {
    enter: (entry, replaces) =>
      database.transaction().execute((transaction) => enter(transaction, entry, replaces, options)),

    async wasEntered(challengeId, jobId) {
      const row = await database
        .selectFrom('challenge_entries')
        .select('id')
        .where('challenge_id', '=', challengeId)
        .where('job_id', '=', jobId)
        .executeTakeFirst()
      return row !== undefined
    },

    entries: (challengeId) => presentEntries(database, challengeId),

    async takeOut(entryId, state) {
      const { numUpdatedRows } = await database
        .updateTable('challenge_entries')
        .set({ state })
        .where('id', '=', entryId)
        .where('state', '=', 'in')
        .executeTakeFirst()
      return numUpdatedRows > 0
    },

    takeOutJob: (jobId) =>
      database.transaction().execute(async (transaction) => {
        const open = await openWith(transaction, jobId)
        if (open.length === 0) return []
        await transaction
          .updateTable('challenge_entries')
          .set({ state: 'removed' })
          .where('job_id', '=', jobId)
          .where('challenge_id', 'in', open)
          .execute()
        return open
      }),
  }
}

/** The entries that take part, in order of entering. */
export async function presentEntries(database: Kysely<Tables>, challengeId: string): Promise<readonly Entry[]> {
  const rows = await database
    .selectFrom('challenge_entries')
    .selectAll()
    .where('challenge_id', '=', challengeId)
    .where('state', '=', 'in')
    .orderBy('entered_at')
    .orderBy('id')
    .execute()
  return rows.map(entryOf)
}

/** The challenges that are not over and have an entry of this job. */
async function openWith(database: Kysely<Tables>, jobId: string): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('challenge_entries')
    .innerJoin('challenges', 'challenges.id', 'challenge_entries.challenge_id')
    .select('challenges.id')
    .distinct()
    .where('challenge_entries.job_id', '=', jobId)
    .where('challenges.phase', 'in', ['entries', 'voting'])
    .execute()
  return rows.map(({ id }) => id)
}

async function enter(
  database: Kysely<Tables>,
  { challengeId, personId, jobId, picture }: NewEntry,
  replaces: string | undefined,
  { now, newId }: ChallengeStoreOptions,
): Promise<EnterOutcome> {
  const open = await database
    .selectFrom('challenges')
    .select('entries_each')
    .where('id', '=', challengeId)
    .where('phase', '=', 'entries')
    .where('entries_end', '>', now())
    .executeTakeFirst()
  if (open === undefined) return 'closed'
  const rows = await database
    .selectFrom('challenge_entries')
    .selectAll()
    .where('challenge_id', '=', challengeId)
    .where('person_id', '=', personId)
    .execute()
  const known = rows.find((row) => row.job_id === jobId && row.picture === picture)
  if (known?.state === 'in') return 'already'
  if (known?.state === 'removed') return 'removed'
  const present = rows.filter(({ state }) => state === 'in')
  const replaced = present.find(({ id }) => id === replaces)
  if (present.length - (replaced === undefined ? 0 : 1) >= open.entries_each) return 'full'
  const change = database.updateTable('challenge_entries')
  if (replaced !== undefined) await change.set({ state: 'withdrawn' }).where('id', '=', replaced.id).execute()
  const entered = { state: 'in', entered_at: now() }
  if (known === undefined) {
    const whose = { id: newId(), challenge_id: challengeId, person_id: personId, job_id: jobId, picture }
    await database
      .insertInto('challenge_entries')
      .values({ ...whose, ...entered })
      .execute()
  } else await change.set(entered).where('id', '=', known.id).execute()
  return replaced === undefined ? 'entered' : 'replaced'
}
