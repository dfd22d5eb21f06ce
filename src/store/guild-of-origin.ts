import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { OwnShards } from '#src/shard-range.ts'
import { fromJson } from './json-column.ts'
import type { JobRow } from './tables.ts'

const placed = z.object({ guildId: z.string() })

/** The guild of a job, in what the bot keeps with it. Null for direct messages, and if it did not come from Discord. */
export function guildOfOrigin(origin: string): string | null {
  return placed.safeParse(fromJson(origin)).data?.guildId ?? null
}

/** Tells the rows of jobs that this process draws and answers from those of other processes. */
export const isOwnJob =
  (own: Pick<OwnShards, 'ownsJob'>) =>
  ({ shard, origin }: Pick<Selectable<JobRow>, 'shard' | 'origin'>): boolean =>
    own.ownsJob(shard, guildOfOrigin(origin))
