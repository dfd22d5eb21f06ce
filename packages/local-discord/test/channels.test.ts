import { ChannelType, type TextChannel, ThreadAutoArchiveDuration } from 'discord.js'
import { expect, test, vi } from 'vitest'
import { PermissionFlagsBits } from 'discord.js'
import type { ExampleBotRun } from './use-example-bot.ts'
import { call, useExampleBot } from './use-example-bot.ts'

const begin = useExampleBot()

async function generalChannel({ discord, bot }: ExampleBotRun): Promise<TextChannel> {
  const channel = await bot.client.channels.fetch(discord.channel('#general').id)
  if (channel?.type !== ChannelType.GuildText) throw new Error('not a text channel')
  return channel
}

test('a message can have one thread, which can be renamed and archived', async () => {
  const scene = await begin()
  const { discord } = scene
  const channel = await generalChannel(scene)
  const message = await channel.send('May challenge')
  const thread = await message.startThread({ name: 'Entries', autoArchiveDuration: ThreadAutoArchiveDuration.OneDay })
  expect(thread.id).toBe(message.id)
  await thread.send('first')
  expect(discord.messages('Entries').map(({ content }) => content)).toEqual(['first'])
  await expect(message.startThread({ name: 'Again' })).rejects.toMatchObject({ code: 160_004 })
  await thread.setName('Late entries')
  discord.person('Ben').in('Late entries').say('mine')
  expect((await channel.threads.fetchActive()).threads.size).toBe(1)
  await thread.setLocked(true)
  await thread.setArchived(true)
  await expect(thread.send('late')).rejects.toMatchObject({ code: 50_083 })
  expect((await channel.threads.fetchArchived()).threads.size).toBe(1)
})

test('commands work in threads without a message', async () => {
  const scene = await begin()
  const channel = await generalChannel(scene)
  const thread = await channel.threads.create({ name: 'Room', type: ChannelType.PublicThread })
  const reply = await scene.discord.person('Ada').in('Room').slash('/menus')
  expect(reply.message.channelId).toBe(thread.id)
  const secret = await channel.threads.create({ name: 'Secret', type: ChannelType.PrivateThread })
  expect(() => scene.discord.person('Ben').in('Secret').say('x')).toThrow('permission')
  await secret.members.add(scene.discord.person('Ben').id)
  scene.discord.person('Ben').in('Secret').say('x')
  scene.discord.channel('#general').overwrites = [
    { id: scene.discord.applicationId, type: 1, allow: 0n, deny: PermissionFlagsBits.CreatePublicThreads },
  ]
  await expect(channel.threads.create({ name: 'No', type: ChannelType.PublicThread })).rejects.toMatchObject({
    code: 50_013,
  })
})

test('pins need a permission of their own', async () => {
  const scene = await begin()
  const channel = await generalChannel(scene)
  const message = await channel.send('keep')
  await message.pin()
  const pins = await channel.messages.fetchPins()
  expect(pins.items.map((pin) => pin.message.content)).toEqual(['keep'])
  await message.unpin()
  expect((await channel.messages.fetchPins()).items).toEqual([])
  scene.discord.channel('#general').overwrites = [
    { id: scene.discord.applicationId, type: 1, allow: 0n, deny: PermissionFlagsBits.PinMessages },
  ]
  await expect(message.pin()).rejects.toMatchObject({ code: 50_013 })
})

test('reactions can be added and removed, with at most twenty kinds', async () => {
  const scene = await begin()
  const channel = await generalChannel(scene)
  const message = await channel.send('vote')
  await message.react('⭐')
  await message.react('<:duck:123456789012345678>')
  expect(scene.discord.messages('#general')[0]?.raw.reactions?.map(({ emoji, count }) => [emoji.name, count])).toEqual([
    ['⭐', 1],
    ['duck', 1],
  ])
  expect((await (await message.fetch()).reactions.cache.get('⭐')?.users.fetch())?.size).toBe(1)
  await message.reactions.cache.get('⭐')?.users.remove()
  const path = `/channels/${channel.id}/messages/${message.id}/reactions`
  expect(await call(scene.discord, 'PUT', `${path}/nonsense/@me`)).toMatchObject({ status: 400, code: 10_014 })
  for (let count = 1; count < 20; count += 1) {
    await call(scene.discord, 'PUT', `${path}/${encodeURIComponent(String.fromCodePoint(0x1f600 + count))}/@me`)
  }
  expect(await call(scene.discord, 'PUT', `${path}/${encodeURIComponent('🦆')}/@me`)).toMatchObject({ code: 30_010 })
  await message.reactions.removeAll()
  expect(scene.discord.messages('#general')[0]?.raw.reactions).toBeUndefined()
})

test('roles can be given only by a higher role', async () => {
  const scene = await begin()
  const guild = await scene.bot.client.guilds.fetch(scene.discord.channel('#general').guildId ?? '')
  const ben = await guild.members.fetch(scene.discord.person('Ben').id)
  const winner = await guild.roles.create({ name: 'Winner', colors: { primaryColor: 0xffcc00 } })
  await ben.roles.add(winner)
  expect((await ben.fetch(true)).roles.cache.has(winner.id)).toBe(true)
  const moderator = guild.roles.cache.find(({ name }) => name === 'moderator')
  await expect(ben.roles.add(moderator?.id ?? '')).rejects.toMatchObject({ code: 50_013 })
  await winner.delete()
  await vi.waitFor(() => expect(guild.roles.cache.has(winner.id)).toBe(false))
  await expect(guild.members.fetch('5')).rejects.toMatchObject({ code: 10_007 })
})

test('channels: unknown ones, those of another guild, and a DM', async () => {
  const { discord, bot } = await begin()
  expect(await call(discord, 'GET', '/channels/5')).toMatchObject({ status: 404, code: 10_003 })
  expect(await call(discord, 'GET', `/channels/${discord.channel('#elsewhere').id}`)).toMatchObject({
    status: 403,
    code: 50_001,
  })
  expect(await call(discord, 'GET', `/guilds/${discord.channel('#elsewhere').guildId}`)).toMatchObject({ code: 50_001 })
  expect(await call(discord, 'GET', '/guilds/5')).toMatchObject({ code: 10_004 })
  const chidi = await bot.client.users.fetch(discord.person('Chidi').id)
  await chidi.send('hello')
  expect(
    discord
      .person('Chidi')
      .in('DM')
      .messages()
      .map(({ content }) => content),
  ).toEqual(['hello'])
  expect(
    discord
      .person('Ada')
      .in(discord.person('Chidi').in('DM').messages()[0]?.channelId ?? '')
      .messages(),
  ).toEqual([])
  const make = { name: 'new', type: 0 }
  expect(await call(discord, 'POST', `/guilds/${discord.channel('#general').guildId}/channels`, make)).toMatchObject({
    status: 403,
    code: 50_013,
  })
})
