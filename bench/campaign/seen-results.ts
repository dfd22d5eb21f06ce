import type { TestDiscord } from 'local-discord/testing'

/**
 * How many messages brought the finished picture of each job, by the job's id: replies, and posts where no reply was possible. People
 * may ask for a result again with `/show`, and guessing rounds show it at their end.
 */
export function seenResults(discord: TestDiscord): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const messages of discord.local.context.world.messages.values()) {
    for (const { components, interaction, commandName, nonce } of messages.values()) {
      const job = /"custom_id":"reroll!?:([a-z0-9]+)/.exec(JSON.stringify(components))?.[1]
      if (job === undefined) continue
      if (nonce === job || (interaction !== null && commandName !== 'show')) counts.set(job, (counts.get(job) ?? 0) + 1)
    }
  }
  return counts
}
