import { z } from 'zod'
import { fromJson } from './json-column.ts'

const placed = z.object({ guildId: z.string() })

/** The guild of a job, in what the bot keeps with it. Null for direct messages, and if it did not come from Discord. */
export function guildOfOrigin(origin: string): string | null {
  return placed.safeParse(fromJson(origin)).data?.guildId ?? null
}
