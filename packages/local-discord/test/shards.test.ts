import { Client, Events } from 'discord.js'
import { expect, test } from 'vitest'
import { useDiscord } from '#src/testing/vitest.ts'

const start = useDiscord()

test('discord.js connects each recommended shard, and each hears of its guilds alone', async () => {
  const discord = await start({ sharding: { recommended: 2, required: 2, concurrency: 2 } })
  const general = discord.channel('#general').guildId ?? ''
  const other = discord.addGuild('Other', [1 - Number((BigInt(general) >> 22n) % 2n), 2])
  const client = new Client({ intents: 1, shards: 'auto', rest: { api: discord.apiUrl } })
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve))
  await client.login(discord.token)
  await ready
  expect(client.ws.shards.size).toBe(2)
  const shardOf = (guildId: string) => client.guilds.cache.get(guildId)?.shardId
  const otherGuild = discord.channel(other).guildId ?? ''
  expect(new Set([shardOf(general), shardOf(otherGuild)])).toEqual(new Set([0, 1]))
  await client.destroy()
})
