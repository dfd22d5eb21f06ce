import type { Kysely } from 'kysely'
import type { OwnShards } from '#src/shard-range.ts'
import { isOwnJob } from './guild-of-origin.ts'
import { jobOf, readableJob } from './job-rows.ts'
import type { JobState } from './job.ts'
import type { JobStore } from './store.ts'
import type { Tables } from './tables.ts'

/** The states of a job that has not ended. */
export const activeStates: readonly JobState[] = ['waiting', 'running']

/** The part of the job store that only reads. */
export function createJobQueries(
  database: Kysely<Tables>,
  own: OwnShards,
): Pick<JobStore, 'get' | 'inState' | 'undelivered' | 'ofPerson'> {
  const isOwn = isOwnJob(own)
  return {
    async get(id) {
      const row = await database.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : jobOf(row)
    },

    async inState(...states) {
      const rows = await database.selectFrom('jobs').selectAll().where('state', 'in', states).orderBy('seq').execute()
      return rows.filter(isOwn).map(jobOf)
    },

    async undelivered() {
      const rows = await database
        .selectFrom('jobs')
        .selectAll()
        .where('state', 'not in', activeStates)
        .where('delivered_at', 'is', null)
        .orderBy('ended_at')
        .orderBy('seq')
        .execute()
      return rows.filter(isOwn).map(jobOf)
    },

    async ofPerson(personId, limit, before) {
      let query = database.selectFrom('jobs').selectAll().where('person_id', '=', personId)
      if (before !== undefined) {
        query = query.where('seq', '<', (inner) => inner.selectFrom('jobs').select('seq').where('id', '=', before))
      }
      return (await query.orderBy('seq', 'desc').limit(limit).execute()).flatMap((row) => readableJob(row) ?? [])
    },
  }
}
