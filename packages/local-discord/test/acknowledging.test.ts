import { MessageFlags, type ChatInputCommandInteraction, type Interaction, type RepliableInteraction } from 'discord.js'
import { expect, test } from 'vitest'
import { call, useExampleBot } from './use-example-bot.ts'

const begin = useExampleBot()
const MINUTE = 60_000

/** Catches the next interaction without answering it. */
function held(bot: { handle(handler: (interaction: Interaction) => Promise<unknown>): void }) {
  return new Promise<ChatInputCommandInteraction>((resolve) => {
    bot.handle(async (interaction) => {
      if (interaction.isChatInputCommand()) resolve(interaction)
    })
  })
}

const coded = (code: number) => expect.objectContaining({ code })

test('an interaction that is not acknowledged within three seconds fails, and is unknown afterwards', async () => {
  const { discord, bot } = await begin()
  const waiting = held(bot)
  const reply = discord.person('Ada').in('#general').start('/where')
  const interaction = await waiting
  await discord.clock.advance(3000)
  expect(reply.failure).toBeNull()
  await discord.clock.advance(1)
  expect(reply.failure).toBe('The application did not respond')
  await expect(interaction.reply('late')).rejects.toEqual(coded(10062))
})

test('an acknowledgement after exactly three seconds is in time', async () => {
  const { discord, bot } = await begin()
  const waiting = held(bot)
  const reply = discord.person('Ada').in('#general').start('/where')
  const interaction = await waiting
  await discord.clock.advance(3000)
  await interaction.reply('just so')
  expect((await reply.acknowledged()).message.content).toBe('just so')
})

test('a second acknowledgement of any kind is refused', async () => {
  const { discord, bot } = await begin()
  const waiting = held(bot)
  const reply = discord.person('Ada').in('#general').start('/where')
  const interaction = await waiting
  const callback = `/interactions/${interaction.id}/${interaction.token}/callback`
  await interaction.deferReply()
  await reply.acknowledged()
  const again = await call(discord, 'POST', callback, { type: 4, data: { content: 'two' } }, { authorization: null })
  expect(again).toMatchObject({ status: 400, code: 40060 })
  const modal = { type: 9, data: { custom_id: 'x', title: 'x', components: [] } }
  expect(await call(discord, 'POST', callback, modal, { authorization: null })).toMatchObject({ code: 40060 })
})

test('an unknown interaction is refused', async () => {
  const { discord, bot } = await begin()
  const body = { type: 4, data: { content: 'x' } }
  expect(await call(discord, 'POST', '/interactions/1/abc/callback', body)).toMatchObject({ status: 404, code: 10062 })
  const waiting = held(bot)
  discord.person('Ada').in('#general').start('/where')
  const interaction = await waiting
  // The right id with somebody else's token.
  expect(await call(discord, 'POST', `/interactions/${interaction.id}/abc/callback`, body)).toMatchObject({
    code: 10062,
  })
  const webhook = `/webhooks/${discord.applicationId}`
  expect(await call(discord, 'POST', `${webhook}/abc`, { content: 'x' })).toMatchObject({ status: 404, code: 10015 })
  // The token opens its webhook only after the acknowledgement.
  const early = await call(discord, 'POST', `${webhook}/${interaction.token}`, { content: 'x' })
  expect(early).toMatchObject({ status: 404, code: 10015 })
})

test('a token expires after fifteen minutes', async () => {
  const { discord, bot } = await begin()
  const waiting = held(bot)
  const reply = discord.person('Ada').in('#general').start('/where')
  const interaction = await waiting
  await interaction.deferReply()
  await discord.clock.advance(15 * MINUTE)
  await interaction.editReply('in time')
  await discord.clock.advance(1)
  await expect(interaction.editReply('late')).rejects.toEqual(coded(50027))
  await expect(interaction.followUp('late')).rejects.toEqual(expect.objectContaining({ status: 401 }))
  expect(reply.message.content).toBe('in time')
  // The bot keeps its own token: editReply says auth: false.
  await expect(bot.client.rest.get('/users/@me')).resolves.toMatchObject({ id: discord.applicationId })
})

test('a deferred reply that is never edited fails when its token expires', async () => {
  const { discord, bot } = await begin()
  const waiting = held(bot)
  const reply = discord.person('Ada').in('#general').start('/where')
  await (await waiting).deferReply()
  await discord.clock.advance(15 * MINUTE + 1)
  expect(reply.failure).toBe('The application did not respond')
})

test('each kind of interaction accepts its own response types', async () => {
  const { discord, bot } = await begin()
  const waiting = held(bot)
  discord.person('Ada').in('#general').start('/where')
  const { id, token } = await waiting
  const path = `/interactions/${id}/${token}/callback`
  for (const type of [1, 6, 7, 8, 99]) {
    expect(await call(discord, 'POST', path, { type, data: {} })).toMatchObject({ status: 400, code: 50035 })
  }
  // None of them has acknowledged it.
  expect(await call(discord, 'POST', path, { type: 4, data: { content: 'yes' } })).toMatchObject({ status: 204 })
})

test('a deferral accepts only the Ephemeral flag; the edit sets Components V2', async () => {
  const { discord, bot } = await begin()
  const waiting = held(bot)
  const reply = discord.person('Ada').in('#general').start('/where')
  const { id, token } = await waiting
  const flags = MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral
  await call(discord, 'POST', `/interactions/${id}/${token}/callback`, { type: 5, data: { flags } })
  await reply.acknowledged()
  expect([reply.message.v2, reply.message.ephemeral, reply.message.loading]).toEqual([false, true, true])
  expect(discord.person('Ben').in('#general').messages()).toEqual([])
  const edit = { flags: MessageFlags.IsComponentsV2, components: [{ type: 10, content: 'there' }] }
  const original = `/webhooks/${discord.applicationId}/${token}/messages/@original`
  expect(await call(discord, 'PATCH', original, edit, { authorization: null })).toMatchObject({ status: 200 })
  expect([reply.message.v2, reply.message.ephemeral, reply.message.loading]).toEqual([true, true, false])
})

test('with_response returns the message', async () => {
  const { discord, bot } = await begin()
  bot.handle((interaction) => (interaction as RepliableInteraction).reply({ content: 'hi', withResponse: true }))
  const reply = await discord.person('Ada').slash('/where')
  const [exchange] = discord.requests('POST /callback')
  expect(exchange?.query['with_response']).toBe('true')
  expect(exchange?.answer).toMatchObject({
    interaction: { response_message_id: reply.message.id, response_message_ephemeral: false },
    resource: { type: 4, message: { content: 'hi', interaction_metadata: { user: { username: 'ada' } } } },
  })
})

test('the first follow-up edits the deferred reply; later ones are new messages', async () => {
  const { discord, bot } = await begin()
  bot.handle(async (interaction) => {
    if (!interaction.isRepliable()) return
    await interaction.deferReply()
    await interaction.followUp('first')
    await interaction.followUp('second')
  })
  const reply = await discord.person('Ada').slash('/where')
  await reply.until(({ content }) => content === 'second')
  expect(reply.messages.map(({ content }) => content)).toEqual(['first', 'second'])
})

test('@original can be read, edited and deleted, and is unknown afterwards', async () => {
  const { discord, bot } = await begin()
  const waiting = held(bot)
  const reply = discord.person('Ada').in('#general').start('/where')
  const interaction = await waiting
  await interaction.reply({ content: 'one', flags: MessageFlags.Ephemeral })
  expect((await interaction.fetchReply()).content).toBe('one')
  await interaction.editReply('two')
  expect(reply.message.content).toBe('two')
  // By the channel's own address an ephemeral message is not to be found.
  const path = `/channels/${reply.message.channelId}/messages/${reply.message.id}`
  expect(await call(discord, 'GET', path)).toMatchObject({ status: 404, code: 10008 })
  expect(await call(discord, 'PATCH', path, { content: 'x' })).toMatchObject({ code: 10008 })
  await interaction.deleteReply()
  expect(reply.messages).toEqual([])
  await expect(interaction.editReply('three')).rejects.toEqual(coded(10008))
})

test('a user-installed app may send five follow-ups', async () => {
  const { discord, bot } = await begin()
  const waiting = held(bot)
  discord.person('Ada').in('#elsewhere').start('/where')
  const interaction = await waiting
  expect(interaction.appPermissions.has('SendMessages')).toBe(true)
  await interaction.reply('0')
  for (const count of [1, 2, 3, 4, 5]) await interaction.followUp(String(count))
  await expect(interaction.followUp('6')).rejects.toEqual(coded(40094))
  await interaction.editReply('still there')
  // The bot is no member: it cannot write to the channel itself.
  expect(await call(discord, 'POST', `/channels/${interaction.channelId}/messages`, { content: 'x' })).toMatchObject({
    status: 403,
    code: 50001,
  })
})

test('in its own guild the bot may follow up as often as it likes', async () => {
  const { discord, bot } = await begin()
  const waiting = held(bot)
  discord.person('Ada').in('#general').start('/where')
  const interaction = await waiting
  await interaction.reply('0')
  for (let count = 0; count < 7; count += 1) await interaction.followUp(String(count))
  expect(discord.messages('#general')).toHaveLength(8)
})

test('a person may forget what they have seen while they wait for more', async () => {
  const { discord, bot } = await begin()
  const ada = discord.person('Ada')
  await ada.slash('/where')
  const waiting = held(bot)
  const reply = ada.in('#general').start('/where')
  const interaction = await waiting
  ada.forget()
  await interaction.reply('first')
  expect((await reply.acknowledged()).message.content).toBe('first')
  expect((await reply.next()).content).toBe('first')
  ada.forget()
  expect(reply.messages).toEqual([])
  await interaction.editReply('second')
  expect((await reply.next()).content).toBe('second')
  expect(reply.messages.map(({ content }) => content)).toEqual(['second'])
})
