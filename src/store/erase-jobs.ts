import { sql, type Kysely } from 'kysely'
import { z } from 'zod'
import type { OwnShards } from '#src/shard-range.ts'
import { isOwnJob } from './guild-of-origin.ts'
import { fromJson } from './json-column.ts'
import { isPostgres } from './is-postgres.ts'
import { removeStarPosts } from './gallery/star-posts.ts'
import type { PictureFiles, PutPicture } from './pictures.ts'
import { renewPostsOfJob } from './renew-posts.ts'
import type { TokenStore } from './store.ts'
import type { Tables } from './tables.ts'

export interface EraseOptions {
  readonly tokens: Pick<TokenStore, 'remove'>
  readonly pictures: Pick<PictureFiles, 'release'>
}

/**
 * Deletes jobs for good, with their results and with the picture files that nothing else refers to. Their messages wait to
 * be deleted from Discord. Returns the number of picture files that are gone.
 */
export async function eraseJobs(
  database: Kysely<Tables>,
  ids: readonly string[],
  { tokens, pictures }: EraseOptions,
): Promise<number> {
  const listed = await database.transaction().execute(async (rows) => {
    const found: PutPicture[] = []
    for (const id of ids) {
      found.push(...(await picturesOfJob(rows, id)))
      const messages = await messagesOfJob(rows, id)
      if (messages.length > 0)
        await rows
          .insertInto('message_removals')
          .values([...messages])
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      await removeStarPosts(rows, (where) => where('jobs.id', '=', id))
      await renewPostsOfJob(rows, id)
      await rows.deleteFrom('jobs').where('id', '=', id).execute()
    }
    return found
  })
  for (const id of ids) await tokens.remove(id)
  const released = await pictures.release(listed)
  await forgetDeleted(database)
  return released
}

/** Deletes the jobs that an earlier process was to erase when they ended. It ended first. Those of other processes may still run. */
export async function finishErasing(
  database: Kysely<Tables>,
  { own, ...options }: EraseOptions & { readonly own: OwnShards },
): Promise<void> {
  const marked = database.selectFrom('jobs').select(['id', 'shard', 'origin']).where('erase_at_end', '=', 1)
  const rows = (await marked.execute()).filter(isOwnJob(own))
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  await eraseJobs(database, ids, options)
}

/**
 * Deleted rows still stand in the log until it is written back into the database, where they are overwritten. PostgreSQL
 * decides by itself when it overwrites what is deleted.
 */
export async function forgetDeleted(database: Kysely<Tables>): Promise<void> {
  if (isPostgres(database)) return
  await sql`pragma wal_checkpoint(truncate)`.execute(database)
}

/** The messages that show a job, and the reply that it was to be answered in. */
async function messagesOfJob(
  database: Kysely<Tables>,
  id: string,
): Promise<readonly { readonly message_id: string; readonly channel_id: string }[]> {
  const shown = await database
    .selectFrom('messages')
    .select(['message_id', 'channel_id'])
    .where('job_id', '=', id)
    .execute()
  const [origin] = await database.selectFrom('jobs').select('origin').where('id', '=', id).execute()
  const reply = replyOf.safeParse(fromJson(origin?.origin ?? null))
  return reply.success ? [...shown, { message_id: reply.data.messageId, channel_id: reply.data.channelId }] : shown
}

/** What the bot keeps with a job that was asked for in a message. */
const replyOf = z.object({ messageId: z.string(), channelId: z.string() })

async function picturesOfJob(database: Kysely<Tables>, id: string): Promise<readonly PutPicture[]> {
  const made = database.selectFrom('results').select('sha256').where('job_id', '=', id)
  const asked = database.selectFrom('job_pictures').select('sha256').where('job_id', '=', id)
  return database
    .selectFrom('pictures')
    .select(['sha256', 'touched_at as touchedAt'])
    .where('sha256', 'in', made.union(asked))
    .execute()
}
