import type { Kysely } from 'kysely'
import type { UsageStore } from './store.ts'
import { isPostgres } from './is-postgres.ts'
import type { Tables } from './tables.ts'

export interface UsageStoreOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** After this many seconds, used engine time counts half. */
  readonly halfLifeSeconds: number
}

/** Stores one number for each person: the seconds used, decayed up to the time of the last write. */
export function createUsageStore(database: Kysely<Tables>, { now, halfLifeSeconds }: UsageStoreOptions): UsageStore {
  const faded = (seconds: number, since: number): number =>
    seconds * 2 ** (-Math.max(0, now() - since) / 1000 / halfLifeSeconds)

  return {
    async recent() {
      const rows = await database.selectFrom('usage').selectAll().execute()
      return new Map(rows.map(({ person_id, seconds, at }) => [person_id, faded(seconds, at)]))
    },
    async add(personId, seconds) {
      await database.transaction().execute(async (transaction) => {
        const known = transaction.selectFrom('usage').selectAll().where('person_id', '=', personId)
        // Another process may add to it at the same moment.
        const row = await (isPostgres(database) ? known.forUpdate() : known).executeTakeFirst()
        const value = { seconds: seconds + (row === undefined ? 0 : faded(row.seconds, row.at)), at: now() }
        await transaction
          .insertInto('usage')
          .values({ person_id: personId, ...value })
          .onConflict((conflict) => conflict.column('person_id').doUpdateSet(value))
          .execute()
        // Negligible remainders are deleted.
        await transaction
          .deleteFrom('usage')
          .where('at', '<', now() - 20_000 * halfLifeSeconds)
          .execute()
      })
    },
  }
}
