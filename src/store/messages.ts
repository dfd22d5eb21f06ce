import type { Kysely, Selectable } from 'kysely'
import { z } from 'zod'
import { fromJson } from './json-column.ts'
import { jobOrigin } from './job.ts'
import type { MessageStore, ShownMessage } from './store.ts'
import type { MessageRow, Tables } from './tables.ts'

const message = z.object({ messageId: z.string(), channelId: z.string(), jobId: z.string(), state: jobOrigin })

/** Records which message shows which job, so that buttons work after a restart. */
export function createMessageStore(database: Kysely<Tables>): MessageStore {
  return {
    async put({ messageId, channelId, jobId, state }) {
      const value = { channel_id: channelId, job_id: jobId, state: JSON.stringify(state) }
      await database
        .insertInto('messages')
        .values({ message_id: messageId, ...value })
        .onConflict((conflict) => conflict.column('message_id').doUpdateSet(value))
        .execute()
    },
    async get(messageId) {
      const row = await database
        .selectFrom('messages')
        .selectAll()
        .where('message_id', '=', messageId)
        .executeTakeFirst()
      return row === undefined ? null : messageOf(row)
    },
    async ofJob(jobId) {
      const rows = await database
        .selectFrom('messages')
        .selectAll()
        .where('job_id', '=', jobId)
        .orderBy('message_id')
        .execute()
      return rows.map(messageOf)
    },
    async remove(messageId) {
      await database.deleteFrom('messages').where('message_id', '=', messageId).execute()
    },
  }
}

function messageOf(row: Selectable<MessageRow>): ShownMessage {
  return message.parse({
    messageId: row.message_id,
    channelId: row.channel_id,
    jobId: row.job_id,
    state: fromJson(row.state),
  })
}
