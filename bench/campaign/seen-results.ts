import type { TestDiscord } from 'local-discord/testing'

/**
 * How many messages brought the finished picture of each job, by the job's id: replies, and posts where no reply was possible. Those
 * where people asked to see a result again do not count: answers to `/show` and to galleries, and the ends of guessing rounds.
 */
export function seenResults(discord: TestDiscord): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const messages of discord.local.context.world.messages.values()) {
    for (const { components, interaction, commandName, nonce, reference } of messages.values()) {
      const job = /"custom_id":"reroll:([a-z0-9]+)/.exec(JSON.stringify(components))?.[1]
      if (job === undefined) continue
      const asked = messages.get(reference?.messageId ?? '')
      const again = commandName === 'show' || JSON.stringify(asked?.components ?? []).includes('"custom_id":"gallery-')
      if (nonce === job || (interaction !== null && !again)) counts.set(job, (counts.get(job) ?? 0) + 1)
    }
  }
  return counts
}
