import type { TestDiscord } from 'local-discord/testing'

/** How many messages show the finished picture of each job, by the job's id. */
export function seenResults(discord: TestDiscord): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const messages of discord.local.context.world.messages.values()) {
    for (const { components } of messages.values()) {
      const job = /"custom_id":"reroll!?:([a-z0-9]+)/.exec(JSON.stringify(components))?.[1]
      if (job !== undefined) counts.set(job, (counts.get(job) ?? 0) + 1)
    }
  }
  return counts
}
