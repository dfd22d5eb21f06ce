import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { OwnShards } from '#src/shard-range.ts'
import { fromJson } from './json-column.ts'
import type { LogEntryStore } from './personal-stores.ts'
import type { Tables } from './tables.ts'

const entry = z.object({
  id: z.int(),
  guildId: z.string(),
  personId: z.string(),
  kind: z.enum(['asked', 'refused', 'deleted']),
  jobId: z.string().nullable(),
  channelId: z.string().nullable(),
  text: z.string(),
  why: z.string().nullable(),
})

/** What is still to be told in the log channels of guilds. */
export function createLogEntryStore(database: Kysely<Tables>, own: Pick<OwnShards, 'ownsGuild'>): LogEntryStore {
  return {
    async add({ guildId, personId, kind, ...rest }) {
      const content = JSON.stringify(rest)
      await database
        .insertInto('log_entries')
        .values({ guild_id: guildId, person_id: personId, kind, content })
        .execute()
    },
    async pending() {
      const rows = await database.selectFrom('log_entries').selectAll().orderBy('id').execute()
      const ownRows = rows.filter((row) => own.ownsGuild(row.guild_id))
      return ownRows.flatMap(({ id, guild_id, person_id, kind, content }) => {
        const facts = z.record(z.string(), z.unknown()).safeParse(fromJson(content)).data
        // A row that another version wrote keeps back no other.
        return entry.safeParse({ ...facts, id, guildId: guild_id, personId: person_id, kind }).data ?? []
      })
    },
    async remove(id) {
      await database.deleteFrom('log_entries').where('id', '=', id).execute()
    },
  }
}
