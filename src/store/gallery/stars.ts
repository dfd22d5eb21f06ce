import type { Kysely } from 'kysely'
import type { OwnShards } from '#src/shard-range.ts'
import { isOwnJob } from '../guild-of-origin.ts'
import type { Tables } from '../tables.ts'
import type { GalleryStore, StarredItem } from './gallery-store.ts'

type Methods = Pick<GalleryStore, 'toggleStar' | 'stars' | 'starsDue' | 'starsShown'>

/** The stars of people. The gallery keeps their number, so that the best can be read in order. */
export function starMethods(
  database: Kysely<Tables>,
  { now, own }: { readonly now: () => number; readonly own: Pick<OwnShards, 'ownsJob'> },
): Methods {
  return {
    toggleStar: (jobId, personId) =>
      database.transaction().execute(async (rows) => {
        const [known] = await rows.selectFrom('gallery').select('seq').where('job_id', '=', jobId).execute()
        if (known === undefined) return null
        const taken = await rows
          .deleteFrom('stars')
          .where('job_id', '=', jobId)
          .where('person_id', '=', personId)
          .executeTakeFirst()
        const given = taken.numDeletedRows === 0n
        if (given)
          await rows.insertInto('stars').values({ job_id: jobId, person_id: personId, starred_at: now() }).execute()
        const { stars } = await rows
          .updateTable('gallery')
          .set((is) => ({ stars: is('stars', '+', given ? 1 : -1), stars_due: 1 }))
          .where('job_id', '=', jobId)
          .returning('stars')
          .executeTakeFirstOrThrow()
        return { given, stars }
      }),

    async stars(jobId) {
      const row = await database.selectFrom('gallery').select('stars').where('job_id', '=', jobId).executeTakeFirst()
      return row?.stars ?? 0
    },

    async starsDue() {
      const rows = await database
        .selectFrom('gallery')
        .innerJoin('jobs', 'jobs.seq', 'gallery.seq')
        .select(['gallery.job_id', 'gallery.stars', 'gallery.guild_id', 'gallery.channel_id', 'gallery.age_restricted'])
        .select(['jobs.person_id', 'jobs.shard', 'jobs.origin'])
        .where('stars_due', '=', 1)
        .orderBy('gallery.seq')
        .execute()
      const ownRows = rows.filter(isOwnJob(own))
      return ownRows.map(({ job_id, stars, person_id, guild_id, channel_id, age_restricted }): StarredItem => ({
        jobId: job_id,
        stars,
        personId: person_id,
        audience: guild_id === null || channel_id === null ? null : { guildId: guild_id, channelId: channel_id },
        ageRestricted: age_restricted === 1,
      }))
    },

    async starsShown(jobId, stars) {
      await database
        .updateTable('gallery')
        .set({ stars_due: 0 })
        .where('job_id', '=', jobId)
        .where('stars', '=', stars)
        .execute()
    },
  }
}

/** Takes back every star that a person has given. */
export async function withdrawStars(rows: Kysely<Tables>, personId: string): Promise<void> {
  await rows
    .updateTable('gallery')
    .set((is) => ({ stars: is('stars', '-', 1), stars_due: 1 }))
    .where('job_id', 'in', rows.selectFrom('stars').select('job_id').where('person_id', '=', personId))
    .execute()
  await rows.deleteFrom('stars').where('person_id', '=', personId).execute()
}
