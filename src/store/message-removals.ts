import type { Kysely } from 'kysely'
import type { MessageRemovalStore } from './personal-stores.ts'
import type { Tables } from './tables.ts'

/** Messages whose jobs are erased. They wait here until Discord has deleted them, over any restart. */
export function createMessageRemovalStore(database: Kysely<Tables>): MessageRemovalStore {
  return {
    async pending() {
      const rows = await database.selectFrom('message_removals').selectAll().execute()
      return rows.map(({ message_id, channel_id }) => ({ messageId: message_id, channelId: channel_id }))
    },
    async done(messageId) {
      await database.deleteFrom('message_removals').where('message_id', '=', messageId).execute()
    },
  }
}
