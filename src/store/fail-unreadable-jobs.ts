import type { Kysely } from 'kysely'
import type { JobFailure } from './job.ts'
import { readableJob } from './job-rows.ts'
import type { Tables } from './tables.ts'

/**
 * Ends jobs that this version cannot read because a newer or older one wrote them, so that they do not prevent the
 * start. Nobody is notified, because the person's id is in the unreadable row.
 */
export async function failUnreadableJobs(database: Kysely<Tables>, now: number): Promise<void> {
  const rows = await database.selectFrom('jobs').selectAll().where('delivered_at', 'is', null).execute()
  const failure: JobFailure = { code: 'unreadable', message: 'This job was written by another version of Duckrabbit.' }
  for (const { id } of rows.filter((row) => readableJob(row) === undefined)) {
    await database
      .updateTable('jobs')
      .set({ state: 'failed', failure: JSON.stringify(failure), ended_at: now, delivered_at: now })
      .where('id', '=', id)
      .execute()
  }
}
