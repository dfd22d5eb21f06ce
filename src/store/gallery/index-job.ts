import type { Kysely } from 'kysely'
import { z } from 'zod'
import { modeOf } from '#src/requests/draw-request.ts'
import { subjectsOf } from '#src/requests/request-texts.ts'
import { readableJob } from '../job-rows.ts'
import type { Job } from '../job.ts'
import type { Tables } from '../tables.ts'
import type { GalleryAudience } from './gallery-store.ts'
import { wordsIn } from './words.ts'

/** What the bot keeps with a job about who may see its result. */
const audience = z.object({
  guildId: z.string(),
  audience: z.object({ channelId: z.string() }),
})
/** What an earlier version kept. It did not know about age-restricted channels and private threads. */
const earlierAudience = z.object({ guildId: z.string(), channelId: z.string(), ephemeral: z.literal(false) })

function audienceOf({ origin }: Pick<Job, 'origin'>): GalleryAudience | null {
  const read = audience.safeParse(origin)
  if (read.success) return { guildId: read.data.guildId, channelId: read.data.audience.channelId }
  const earlier = 'audience' in origin ? undefined : earlierAudience.safeParse(origin).data
  if (earlier === undefined) return null
  return { guildId: earlier.guildId, channelId: earlier.channelId }
}

/** Whether a result may be shown in age-restricted channels only. */
const isAgeRestricted = ({ origin }: Pick<Job, 'origin'>): boolean => origin['ageRestricted'] === true

/** The words that a result is found by. A spoiler that hides some of the prompts keeps all of them out. */
function wordsOf({ request, origin }: Pick<Job, 'request' | 'origin'>): readonly string[] {
  const hides = origin['spoiler'] === true && (modeOf(request).linesAboutOtherReadings?.(request) ?? []).length > 0
  return hides ? [] : wordsIn(subjectsOf(request))
}

/** Columns that say who may see a result. */
export const audienceColumns = (audience: GalleryAudience | null) => ({
  guild_id: audience?.guildId ?? null,
  channel_id: audience?.channelId ?? null,
})

/** Puts a job that is done into the gallery. */
export async function indexJob(rows: Kysely<Tables>, job: Job, seq: number): Promise<void> {
  await rows
    .insertInto('gallery')
    .values({
      seq,
      job_id: job.id,
      mode: job.request.mode,
      ...audienceColumns(audienceOf(job)),
      age_restricted: isAgeRestricted(job) ? 1 : 0,
      stars: 0,
      stars_due: 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const words = wordsOf(job).map((word) => ({ word, seq }))
  if (words.length > 0)
    await rows
      .insertInto('gallery_words')
      .values(words)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/** Jobs that are put into the gallery in one transaction. */
const batch = 500

/** Puts jobs into the gallery that an earlier version has finished. */
export async function indexEarlierJobs(database: Kysely<Tables>): Promise<void> {
  for (let after = 0; ;) {
    const rows = await database
      .selectFrom('jobs')
      .selectAll()
      .where('seq', '>', after)
      .where('state', '=', 'done')
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('gallery').select('gallery.seq').whereRef('gallery.seq', '=', 'jobs.seq'))),
      )
      .orderBy('seq')
      .limit(batch)
      .execute()
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.seq
    await database.transaction().execute(async (transaction) => {
      for (const row of rows) {
        const job = readableJob(row)
        if (job !== undefined) await indexJob(transaction, job, row.seq)
      }
    })
  }
}
