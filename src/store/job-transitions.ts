import type { Kysely } from 'kysely'
import { chargeJob } from './charges.ts'
import { activeStates } from './job-queries.ts'
import { eraseJobs } from './erase-jobs.ts'
import { indexJob } from './gallery/index-job.ts'
import { jobOf } from './job-rows.ts'
import type { Job } from './job.ts'
import type { PictureFiles } from './pictures.ts'
import type { JobStore, TokenStore } from './store.ts'
import type { Tables } from './tables.ts'

export interface JobTransitionOptions {
  readonly tokens: TokenStore
  readonly pictures: Pick<PictureFiles, 'release'>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** The part of the job store that moves jobs from one state to the next. Each move is one statement or one transaction, so a kill cannot split it. */
export function createJobTransitions(
  database: Kysely<Tables>,
  { tokens, pictures, now }: JobTransitionOptions,
): Pick<JobStore, 'begin' | 'requeue' | 'recordDeaths' | 'end' | 'delivered'> {
  /** Jobs that were delivered before their end could be written, as on a full disk. */
  const deliveredEarly = new Set<string>()

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

    requeue: (id, { interrupted }) =>
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

    async recordDeaths(id, deaths) {
      await database.updateTable('jobs').set({ deaths }).where('id', '=', id).execute()
    },

    async end(id, end) {
      const ended = await database
        .transaction()
        .execute((rows) => endJob(rows, id, end, { now: now(), isDelivered: deliveredEarly.has(id) }))
      deliveredEarly.delete(id)
      if (ended?.erase === true) await eraseJobs(database, [id], { tokens, pictures })
      return ended?.job ?? null
    },

    async delivered(id) {
      // Noted first, so that an end that is written at this moment takes the delivery along.
      deliveredEarly.add(id)
      const first = await changed(
        database
          .updateTable('jobs')
          .set({ delivered_at: now() })
          .where('id', '=', id)
          .where('state', 'not in', activeStates)
          .where('delivered_at', 'is', null),
      )
      if (first || !(await isActive(database, id))) deliveredEarly.delete(id)
      // The row comes first: a kill in between then leaves a token to sweep, not a picture that is delivered twice.
      await tokens.remove(id)
      return first
    },
  }
}

async function isActive(database: Kysely<Tables>, id: string): Promise<boolean> {
  const active = database.selectFrom('jobs').select('id').where('id', '=', id).where('state', 'in', activeStates)
  return (await active.executeTakeFirst()) !== undefined
}

async function changed(query: { executeTakeFirst(): Promise<{ numUpdatedRows: bigint }> }): Promise<boolean> {
  return (await query.executeTakeFirst()).numUpdatedRows > 0n
}

/** Writes the end of a job, with its charge and its place in the gallery. Undefined if the job had ended. */
async function endJob(
  database: Kysely<Tables>,
  id: string,
  end: Parameters<JobStore['end']>[1],
  { now, isDelivered }: { readonly now: number; readonly isDelivered: boolean },
): Promise<{ readonly job: Job; readonly erase: boolean } | undefined> {
  const row = await database
    .updateTable('jobs')
    .set({
      state: end.state,
      seconds: end.seconds,
      ended_at: now,
      delivered_at: isDelivered ? now : null,
      failure: end.state === 'failed' ? JSON.stringify(end.failure) : null,
    })
    .where('id', '=', id)
    .where('state', 'in', activeStates)
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) return undefined
  await chargeJob(database, id, end, now)
  const job = jobOf(row)
  if (end.state === 'done') await indexJob(database, job, row.seq)
  return { job, erase: row.erase_at_end === 1 }
}
