import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'
import type { ChallengeStore } from './challenge-store.ts'
import { insertChallenge } from './challenges.ts'
import type { ChallengeStoreOptions } from './options.ts'
import { seriesOf } from './rows.ts'

type Methods = Pick<ChallengeStore, 'createSeries' | 'series' | 'startNext' | 'stopSeries'>

export function seriesMethods(database: Kysely<Tables>, options: ChallengeStoreOptions): Methods {
  return {
    async createSeries({ plan: { starterId, ...plan }, themes, next, nextAt }) {
      const row = await database
        .insertInto('challenge_series')
        .values({
          id: options.newId(),
          guild_id: plan.guildId,
          starter_id: starterId,
          plan: JSON.stringify(plan),
          themes: JSON.stringify(themes),
          next,
          next_at: nextAt,
          active: 1,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      return seriesOf(row)
    },

    async series(guildId) {
      const active = database.selectFrom('challenge_series').selectAll().where('active', '=', 1).orderBy('next_at')
      const rows = await (guildId === undefined ? active : active.where('guild_id', '=', guildId)).execute()
      return rows.filter((row) => guildId !== undefined || options.own.ownsGuild(row.guild_id)).map(seriesOf)
    },

    startNext: ({ id, nextAt }, step) =>
      database.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('challenge_series')
          .set({ next: step.next, next_at: step.nextAt })
          .where('id', '=', id)
          .where('next_at', '=', nextAt)
          .where('active', '=', 1)
          .executeTakeFirst()
        return numUpdatedRows === 0n ? null : insertChallenge(transaction, step.plan, id, options)
      }),

    async stopSeries(id) {
      const { numUpdatedRows } = await database
        .updateTable('challenge_series')
        .set({ active: 0 })
        .where('id', '=', id)
        .where('active', '=', 1)
        .executeTakeFirst()
      return numUpdatedRows > 0
    },
  }
}
