import { expect, it } from 'vitest'
import { useBots } from '../harness/use-bot.ts'
import { isDone } from '../harness/message-state.ts'

const bots = useBots()

it('serves guilds on every shard and direct messages from one process, and shows each shard', async () => {
  await bots.start({ shards: 'auto', sharding: { recommended: 3 }, metrics: true })
  const { bot } = bots
  const { discord } = bot
  const replies = [0, 1, 2].map(async (shard) => {
    const channel = discord.addGuild(`Guild ${shard}`, [shard, 3])
    const person = discord.addPerson(`Guest ${shard}`, channel)
    return (await person.in(channel).slash('/generate', { prompt: 'a fox', size: 64 })).until(isDone)
  })
  await Promise.all(replies)
  await (await discord.person('Ben').in('DM').slash('/generate', { prompt: 'a hare', size: 64 })).until(isDone)

  const metrics = await (await fetch(`${bot.metricsUrl}/metrics`)).text()
  for (const shard of [0, 1, 2]) expect(metrics).toContain(`duckrabbit_discord_shard_ready{shard="${shard}"} 1`)
  expect((await fetch(`${bot.metricsUrl}/readyz`)).status).toBe(200)
})

it('is told to use more shards', async () => {
  const refused = bots.start({ shards: 1, sharding: { required: 2 } })
  await expect(refused).rejects.toMatchObject({ name: 'UserError', code: 'sharding-refused' })
})
