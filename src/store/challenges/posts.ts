import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'
import type { ChallengeStore } from './challenge-store.ts'

/** The records of a challenge's begun and posted messages. */
export function postMethods(database: Kysely<Tables>): Pick<ChallengeStore, 'posts' | 'putPost' | 'removePosts'> {
  return {
    async posts(challengeId) {
      const rows = await database
        .selectFrom('challenge_posts')
        .selectAll()
        .where('challenge_id', '=', challengeId)
        .execute()
      return rows.map(({ kind, channel_id, message_id }) => ({ kind, channelId: channel_id, messageId: message_id }))
    },

    async putPost(challengeId, { kind, channelId, messageId }) {
      const value = { channel_id: channelId, message_id: messageId }
      await database
        .insertInto('challenge_posts')
        .values({ challenge_id: challengeId, kind, ...value })
        .onConflict((conflict) => conflict.columns(['challenge_id', 'kind']).doUpdateSet(value))
        .execute()
    },

    async removePosts(challengeId, kinds) {
      const all = database.deleteFrom('challenge_posts').where('challenge_id', '=', challengeId)
      await (kinds === undefined ? all : all.where('kind', 'in', kinds)).execute()
    },
  }
}
