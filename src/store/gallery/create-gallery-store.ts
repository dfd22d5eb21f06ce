import type { Kysely } from 'kysely'
import type { OwnShards } from '#src/shard-range.ts'
import type { Tables } from '../tables.ts'
import type { GalleryStore } from './gallery-store.ts'
import { audienceColumns } from './index-job.ts'
import { pageMethods } from './pages.ts'
import { starPostMethods } from './star-posts.ts'
import { starMethods } from './stars.ts'

export function createGalleryStore(
  database: Kysely<Tables>,
  options: {
    /** Milliseconds since 1970. */
    readonly now: () => number
    readonly own: Pick<OwnShards, 'ownsJob'>
  },
): GalleryStore {
  return {
    ...pageMethods(database),
    ...starMethods(database, options),
    ...starPostMethods(database),
    async setAudience(jobId, audience) {
      await database
        .updateTable('gallery')
        .set({ ...audienceColumns(audience), stars_due: 1 })
        .where('job_id', '=', jobId)
        .execute()
    },
  }
}
