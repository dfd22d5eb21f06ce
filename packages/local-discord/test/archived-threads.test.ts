import { ChannelType, type TextChannel } from 'discord.js'
import { expect, test } from 'vitest'
import { type ExampleBotRun, call, useExampleBot } from './use-example-bot.ts'

const begin = useExampleBot()
const refused = { status: 400, code: 50_083 }

/** A thread with a message of the bot in it. */
async function withThread({ discord, bot }: ExampleBotRun) {
  const parent = (await bot.client.channels.fetch(discord.channel('#general').id)) as TextChannel
  const thread = await parent.threads.create({ name: 'Room', type: ChannelType.PublicThread })
  const message = await thread.send('hello')
  return { thread, message, stored: discord.channel('Room') }
}

test('nothing in an archived thread can be changed; a new message unarchives it', async () => {
  const run = await begin()
  const { discord } = run
  const { thread, message, stored } = await withThread(run)
  await thread.setArchived(true)
  const path = `/channels/${thread.id}`
  const messagePath = `${path}/messages/${message.id}`
  expect(await call(discord, 'PATCH', messagePath, { content: 'changed' })).toMatchObject(refused)
  expect(await call(discord, 'DELETE', messagePath)).toMatchObject(refused)
  expect(await call(discord, 'PUT', `${messagePath}/reactions/${encodeURIComponent('🦆')}/@me`)).toMatchObject(refused)
  expect(await call(discord, 'PUT', `${path}/messages/pins/${message.id}`)).toMatchObject(refused)
  const ada = discord.person('Ada').id
  expect(await call(discord, 'PUT', `${path}/thread-members/${ada}`)).toMatchObject(refused)
  expect(await call(discord, 'PATCH', path, { name: 'New name' })).toMatchObject(refused)

  expect(await call(discord, 'PATCH', path, { name: 'New name', archived: false })).toMatchObject({ status: 200 })
  await thread.setArchived(true)
  await thread.send('back again')
  expect(stored.archived).toBe(false)
  expect(await call(discord, 'PATCH', messagePath, { content: 'changed' })).toMatchObject({ status: 200 })
})

test('a reply in a thread that was archived meanwhile cannot be edited; a follow-up unarchives the thread', async () => {
  const run = await begin()
  const { discord, bot } = run
  const { thread, stored } = await withThread(run)
  const edited = new Promise<unknown>((resolve) => {
    bot.handle(async (interaction) => {
      if (!interaction.isRepliable()) return
      await interaction.reply('at first')
      await thread.setArchived(true)
      resolve(await interaction.editReply('too late').catch((error: unknown) => error))
      await interaction.followUp('as a new message')
    })
  })
  const reply = await discord.person('Ada').in('Room').slash('/menus')
  expect(await edited).toMatchObject({ code: 50_083 })
  expect((await reply.until(({ text }) => text === 'as a new message')).channelId).toBe(thread.id)
  expect(stored.archived).toBe(false)
})

test('a locked thread stays archived for the bot and for people; a moderator unarchives it by writing', async () => {
  const run = await begin()
  const { discord } = run
  const { thread, stored } = await withThread(run)
  stored.locked = true
  await thread.setArchived(true)
  await expect(thread.send('late')).rejects.toMatchObject({ code: 50_083 })
  expect(() => discord.person('Ben').in('Room').say('me too')).toThrow('locked')
  discord.person('Ada').in('Room').say('open again')
  expect(stored.archived).toBe(false)
})
