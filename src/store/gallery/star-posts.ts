import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely'
import type { Tables } from '../tables.ts'
import type { GalleryStore } from './gallery-store.ts'

type Methods = Pick<GalleryStore, 'starPost' | 'putStarPost' | 'starPostGone'>

/** Which messages of star channels were begun and posted. */
export function starPostMethods(database: Kysely<Tables>): Methods {
  return {
    async starPost(jobId) {
      const row = await database.selectFrom('star_posts').selectAll().where('job_id', '=', jobId).executeTakeFirst()
      return row === undefined ? null : { channelId: row.channel_id, messageId: row.message_id, gone: row.gone === 1 }
    },

    async putStarPost(jobId, { channelId, messageId, gone }) {
      const value = { channel_id: channelId, message_id: messageId, gone: gone ? 1 : 0 }
      await database
        .insertInto('star_posts')
        .values({ job_id: jobId, ...value })
        .onConflict((conflict) => conflict.column('job_id').doUpdateSet(value))
        .execute()
    },

    async starPostGone(messageId) {
      await database.updateTable('star_posts').set({ gone: 1 }).where('message_id', '=', messageId).execute()
    },
  }
}

/** Messages of star channels are deleted from Discord with the jobs that they show. Call it before the jobs are deleted. */
export async function removeStarPosts(
  rows: Kysely<Tables>,
  ofJobs: (where: ExpressionBuilder<Tables, 'jobs'>) => Expression<SqlBool>,
): Promise<void> {
  const posted = rows
    .selectFrom('star_posts')
    .select(['message_id', 'channel_id'])
    .where('job_id', 'in', rows.selectFrom('jobs').select('jobs.id').where(ofJobs))
    .where('message_id', 'is not', null)
    .where('gone', '=', 0)
    .$narrowType<{ message_id: string }>()
  await rows
    .insertInto('message_removals')
    .columns(['message_id', 'channel_id'])
    .expression(posted)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
