import type { Kysely } from 'kysely'
import { activeStates } from './job-queries.ts'
import { jobOf } from './job-rows.ts'
import type { JobStore, TokenStore } from './store.ts'
import type { Tables } from './tables.ts'

export interface JobTransitionOptions {
  readonly tokens: TokenStore
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** The part of the job store that moves jobs from one state to the next. Each is one statement, so a kill leaves no half of it. */
export function createJobTransitions(
  database: Kysely<Tables>,
  { tokens, now }: JobTransitionOptions,
): Pick<JobStore, 'begin' | 'park' | 'charge' | 'end' | 'delivered'> {
  return {
    async begin(id) {
      const row = await database
        .updateTable('jobs')
        .set({ state: 'running', started_at: now() })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .returningAll()
        .executeTakeFirst()
      return row === undefined ? null : jobOf(row)
    },

    park: (id, { interrupted }) =>
      changed(
        database
          .updateTable('jobs')
          .set(({ eb, ref }) => ({
            state: 'waiting',
            started_at: null,
            interruptions: interrupted ? eb('interruptions', '+', 1) : ref('interruptions'),
          }))
          .where('id', '=', id)
          .where('state', '=', 'running'),
      ),

    async charge(id, deaths) {
      await database.updateTable('jobs').set({ deaths }).where('id', '=', id).execute()
    },

    async end(id, end) {
      const row = await database
        .updateTable('jobs')
        .set({
          state: end.state,
          seconds: end.seconds,
          ended_at: now(),
          failure: end.state === 'failed' ? JSON.stringify(end.failure) : null,
        })
        .where('id', '=', id)
        .where('state', 'in', activeStates)
        .returningAll()
        .executeTakeFirst()
      return row === undefined ? null : jobOf(row)
    },

    async delivered(id) {
      const first = await changed(
        database
          .updateTable('jobs')
          .set({ delivered_at: now() })
          .where('id', '=', id)
          .where('state', 'not in', activeStates)
          .where('delivered_at', 'is', null),
      )
      // After the row: a kill in between leaves a token to sweep, not a picture that is delivered twice.
      await tokens.remove(id)
      return first
    },
  }
}

async function changed(query: { executeTakeFirst(): Promise<{ numUpdatedRows: bigint }> }): Promise<boolean> {
  return (await query.executeTakeFirst()).numUpdatedRows > 0n
}
