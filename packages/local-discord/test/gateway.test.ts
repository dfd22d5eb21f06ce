import { Client, Events, GatewayDispatchEvents, GatewayIntentBits, Status } from 'discord.js'
import { expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { TestDiscord } from '#src/testing/index.ts'
import { useDiscord } from '#src/testing/vitest.ts'
import { call } from './use-example-bot.ts'

const start = useDiscord()

interface Frame {
  readonly op: number
  readonly t: string | null
  readonly s: number | null
  readonly d: Record<string, unknown> | null | boolean
}

/** A client by hand: the messages it received, and how it ended. */
async function connect(discord: TestDiscord) {
  const socket = new WebSocket(
    `${discord.apiUrl.replace(/^http/, 'ws').replace(/\/api$/, '')}/gateway?v=10&encoding=json`,
  )
  const frames: Frame[] = []
  let closed: number | null = null
  // oxlint-disable-next-line typescript/no-base-to-string -- ws gives a Buffer
  socket.on('message', (raw) => frames.push(JSON.parse(raw.toString()) as Frame))
  socket.on('close', (code) => {
    closed = code
  })
  await new Promise((resolve) => socket.once('open', resolve))
  return {
    frames,
    send: (op: number, d: unknown) => socket.send(JSON.stringify({ op, d })),
    raw: (text: string) => socket.send(text),
    cut: () => socket.terminate(),
    has: (check: (frame: Frame) => boolean) =>
      vi.waitFor(() => {
        const found = frames.find(check)
        if (found === undefined) throw new Error(`seen: ${JSON.stringify(frames.map(({ op, t }) => [op, t]))}`)
        return found
      }, 10_000),
    ended: () =>
      vi.waitFor(() => {
        if (closed === null) throw new Error('still open')
        return closed
      }, 10_000),
  }
}

const identify = (discord: TestDiscord, more: object = {}) => ({
  token: discord.token,
  intents: 1,
  properties: {},
  ...more,
})

test('hello, heartbeat, ready, and the guild', async () => {
  const discord = await start()
  const client = await connect(discord)
  await client.has(({ op }) => op === 10)
  client.send(1, null)
  await client.has(({ op }) => op === 11)
  client.send(2, identify(discord))
  const ready = await client.has(({ t }) => t === 'READY')
  expect(ready.d).toMatchObject({ v: 10, user: { id: discord.applicationId }, guilds: [{ unavailable: true }] })
  expect(String((ready.d as Record<string, unknown>)['resume_gateway_url'])).toMatch(/^ws:\/\/127\.0\.0\.1:/)
  const guild = await client.has(({ t }) => t === 'GUILD_CREATE')
  expect(guild.d).toMatchObject({
    name: 'Local Server',
    channels: [{ name: 'general' }, { name: 'random' }, { name: 'playground' }],
  })
  client.cut()
})

test.each([
  ['a wrong token', { token: 'x' }, 4004],
  ['no intents', { intents: 'all' }, 4013],
  ['a privileged intent that is not switched on', { intents: GatewayIntentBits.MessageContent }, 4014],
  ['a shard that cannot be', { shard: [2, 2] }, 4010],
  ['half a shard', { shard: [0.5, 2] }, 4010],
  ['a shard without a count', { shard: [0] }, 4010],
  ['a shard in words', { shard: ['0', '2'] }, 4010],
])('%s ends the connection', async (_name, more, code) => {
  const discord = await start()
  const client = await connect(discord)
  client.send(2, identify(discord, more))
  expect(await client.ended()).toBe(code)
})

test('invalid JSON, an unknown opcode, messages before identifying, identifying twice', async () => {
  const discord = await start()
  const [broken, early, odd, twice] = [
    await connect(discord),
    await connect(discord),
    await connect(discord),
    await connect(discord),
  ]
  broken.raw('{')
  expect(await broken.ended()).toBe(4002)
  early.send(3, {})
  expect(await early.ended()).toBe(4003)
  odd.send(2, identify(discord))
  odd.send(77, null)
  expect(await odd.ended()).toBe(4001)
  twice.send(2, identify(discord))
  twice.send(2, identify(discord))
  expect(await twice.ended()).toBe(4005)
})

test('a resume replays what was missed', async () => {
  const discord = await start()
  const first = await connect(discord)
  first.send(2, identify(discord, { intents: GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages }))
  const ready = await first.has(({ t }) => t === 'READY')
  const last = await first.has(({ t }) => t === 'GUILD_CREATE')
  first.cut()
  await vi.waitFor(() => expect(discord.local.context.gateway.online()).toBe(false))
  discord.person('Ada').in('#general').say('while you were away')
  const second = await connect(discord)
  const session = (ready.d as Record<string, unknown>)['session_id']
  second.send(6, { token: discord.token, session_id: session, seq: last.s })
  const missed = await second.has(({ t }) => t === 'MESSAGE_CREATE')
  // Without the intent for it, what people write stays theirs.
  expect(missed.d).toMatchObject({ content: '', author: { username: 'ada' } })
  await second.has(({ t }) => t === 'RESUMED')
  expect(second.frames.filter(({ t }) => t === 'GUILD_CREATE')).toEqual([])
  const stranger = await connect(discord)
  stranger.send(6, { token: discord.token, session_id: 'nobody', seq: 0 })
  expect((await stranger.has(({ op }) => op === 9)).d).toBe(false)
  second.cut()
  stranger.cut()
})

test('sessions receive the events of their intents and their shard', async () => {
  const discord = await start({ privilegedIntents: GatewayIntentBits.MessageContent })
  const guildId = BigInt(discord.channel('#general').guildId ?? 0)
  const shard = Number((guildId >> 22n) % 2n)
  const { GuildMessages, MessageContent, DirectMessages } = GatewayIntentBits
  const mine = await connect(discord)
  const other = await connect(discord)
  const deaf = await connect(discord)
  mine.send(2, identify(discord, { shard: [shard, 2], intents: GuildMessages | MessageContent }))
  other.send(2, identify(discord, { shard: [1 - shard, 2], intents: GuildMessages | DirectMessages | MessageContent }))
  deaf.send(2, identify(discord, { intents: 1 }))
  for (const client of [mine, other, deaf]) await client.has(({ t }) => t === 'READY')
  discord.person('Ada').in('#general').say('hello')
  discord.person('Ada').in('DM').say('psst')
  expect((await mine.has(({ t }) => t === 'MESSAGE_CREATE')).d).toMatchObject({ content: 'hello' })
  const direct = shard === 0 ? mine : other
  if (direct === other)
    expect((await other.has(({ t }) => t === 'MESSAGE_CREATE')).d).toMatchObject({ content: 'psst' })
  // A heartbeat's answer comes after all that was sent before it.
  deaf.send(1, null)
  await deaf.has(({ op }) => op === 11)
  expect(deaf.frames.filter(({ t }) => t === 'MESSAGE_CREATE')).toEqual([])
  for (const client of [mine, other, deaf]) client.cut()
})

async function login(discord: TestDiscord, intents = 1) {
  const client = new Client({ intents, rest: { api: discord.apiUrl } })
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
  await client.login(discord.token)
  return ready
}

test('discord.js resumes after a broken connection, and receives missed events', async () => {
  const discord = await start()
  const client = await login(discord, GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages)
  const resumed = new Promise((resolve) => client.once(Events.ShardResume, (_id, replayed) => resolve(replayed)))
  const received: string[] = []
  client.on(Events.MessageCreate, (message) => received.push(message.author.username))
  discord.faults.disconnect(4000)
  await vi.waitFor(() => expect(discord.local.context.gateway.online()).toBe(false))
  discord.person('Ben').in('#general').say('x')
  await resumed
  await vi.waitFor(() => expect(received).toEqual(['ben']))
  await client.destroy()
})

test('discord.js identifies again after an invalid session', async () => {
  const discord = await start()
  const client = await login(discord)
  // discord.js waits up to five seconds before it identifies again.
  const again = new Promise((resolve) => client.once(Events.ShardReady, resolve))
  discord.faults.invalidateSession()
  await again
  expect(client.ws.status).toBe(Status.Ready)
  expect(client.guilds.cache.size).toBe(1)
  await client.destroy()
})

test('the page knows whether the bot is online and its activity', async () => {
  const discord = await start()
  const worlds: (string | null)[] = []
  discord.local.context.viewers.subscribe({ personId: discord.person('Ada').id, origin: '' }, (event) => {
    if (event.type === 'world') worlds.push(`${event.world.bot.status} ${event.world.bot.activity}`)
  })
  const client = await login(discord)
  client.user.setActivity('with a duck')
  await vi.waitFor(() => expect(worlds.at(-1)).toBe('online with a duck'))
  await client.destroy()
  await vi.waitFor(() => expect(worlds.at(-1)).toBe('offline with a duck'))
})

test('guild members are sent on request, by id', async () => {
  const discord = await start()
  const client = await connect(discord)
  client.send(2, identify(discord))
  await client.has(({ t }) => t === 'READY')
  client.send(8, {
    guild_id: discord.channel('#general').guildId,
    user_ids: [discord.person('Ben').id, '5'],
    limit: 0,
    nonce: 'n',
  })
  const chunk = await client.has(({ t }) => t === GatewayDispatchEvents.GuildMembersChunk)
  expect(chunk.d).toMatchObject({ members: [{ user: { username: 'ben' } }], not_found: ['5'], nonce: 'n' })
  client.cut()
})

test('too few shards are refused, and shards take turns', async () => {
  const discord = await start({ sharding: { required: 2, concurrency: 1 } })
  const few = await connect(discord)
  few.send(2, identify(discord))
  expect(await few.ended()).toBe(4011)
  const [first, second] = [await connect(discord), await connect(discord)]
  first.send(2, identify(discord, { shard: [0, 2] }))
  await first.has(({ t }) => t === 'READY')
  second.send(2, identify(discord, { shard: [1, 2] }))
  expect((await second.has(({ op }) => op === 9)).d).toBe(false)
  await discord.clock.advance(5_000)
  second.send(2, identify(discord, { shard: [1, 2] }))
  await second.has(({ t }) => t === 'READY')
  first.cut()
  second.cut()
})

test('the gateway information allows several shards at once', async () => {
  const discord = await start()
  expect(await call(discord, 'GET', '/gateway/bot')).toMatchObject({
    status: 200,
    body: { session_start_limit: { max_concurrency: 16 } },
  })
  expect(await call(discord, 'GET', '/gateway/bot', undefined, { authorization: null })).toMatchObject({ status: 401 })
})
