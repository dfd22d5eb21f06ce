import type { Kysely } from 'kysely'
import type { OwnShards } from '#src/shard-range.ts'
import { acceptJob, type AcceptOptions } from './accept-job.ts'
import { removeStarPosts } from './gallery/star-posts.ts'
import { createJobQueries } from './job-queries.ts'
import { createJobTransitions, type JobTransitionOptions } from './job-transitions.ts'
import { renewPostsOfJob } from './renew-posts.ts'
import type { JobStore } from './store.ts'
import type { Tables } from './tables.ts'

/** Jobs as rows. */
export function createJobStore(
  database: Kysely<Tables>,
  options: AcceptOptions & JobTransitionOptions & { readonly own: OwnShards },
): JobStore {
  return {
    ...createJobQueries(database, options.own),
    ...createJobTransitions(database, options),
    accept: (job, limit) => acceptJob(database, job, limit, options),

    async setOrigin(id, origin) {
      await database
        .updateTable('jobs')
        .set({ origin: JSON.stringify(origin) })
        .where('id', '=', id)
        .execute()
    },

    async eraseAtEnd(id) {
      await database.updateTable('jobs').set({ erase_at_end: 1 }).where('id', '=', id).execute()
    },

    async remove(id) {
      const { numDeletedRows } = await database.transaction().execute(async (rows) => {
        await removeStarPosts(rows, (where) => where('jobs.id', '=', id))
        await renewPostsOfJob(rows, id)
        return rows.deleteFrom('jobs').where('id', '=', id).where('state', '!=', 'running').executeTakeFirst()
      })
      if (numDeletedRows > 0n) await options.tokens.remove(id)
      return numDeletedRows > 0n
    },
  }
}
