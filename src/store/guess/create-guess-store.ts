import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'
import type { GuessStore } from './guess-store.ts'
import type { GuessStoreOptions } from './options.ts'
import { guessMethods } from './guesses.ts'
import { roundMethods } from './rounds.ts'

export function createGuessStore(database: Kysely<Tables>, options: GuessStoreOptions): GuessStore {
  return {
    ...roundMethods(database, options),
    ...guessMethods(database, options),

    async posts(roundId) {
      const rows = await database.selectFrom('guess_posts').selectAll().where('round_id', '=', roundId).execute()
      return rows.map(({ kind, channel_id, message_id }) => ({ kind, channelId: channel_id, messageId: message_id }))
    },

    async putPost(roundId, { kind, channelId, messageId }) {
      const value = { channel_id: channelId, message_id: messageId }
      await database
        .insertInto('guess_posts')
        .values({ round_id: roundId, kind, ...value })
        .onConflict((conflict) => conflict.columns(['round_id', 'kind']).doUpdateSet(value))
        .execute()
    },
  }
}
