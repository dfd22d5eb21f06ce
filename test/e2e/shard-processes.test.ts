import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { systemClock } from '@duckrabbit/clock'
import { type Reply, startDiscord, type TestDiscord } from 'local-discord/testing'
import { declarations } from '#src/commands/registry.ts'
import { createClient } from '#src/discord/transport/client.ts'
import { registerCommands } from '#src/discord/transport/register-commands.ts'
import { localProfile } from '#src/local-channel.ts'
import { startQueueWorker } from '../../bench/campaign/queue-worker.ts'
import { seenResults } from '../../bench/campaign/seen-results.ts'
import { refusedBotProcess, startBotProcess } from '../harness/bot-process.ts'
import { isDone } from '../harness/message-state.ts'
import { type RedisServer, startRedis } from '../remote/redis-server.ts'
import { locate, requires } from '../requirement.ts'
import { type PostgresServer, startPostgres } from '../store/postgres-server.ts'
import { scratchFolder } from '../store/scratch.ts'

const withBoth = locate('postgres') === undefined ? requires('postgres') : requires('redis')
// Several processes load their modules, which takes minutes where other programs use the machine.
const timeout = 300_000

/** A Discord that lets one shard connect in five seconds, with a guild on each of two shards. */
async function openDiscord() {
  const sharding = { required: 2, recommended: 2, concurrency: 1 }
  const discord = await startDiscord({ profile: localProfile, clock: systemClock, sharding })
  onTestFinished(() => discord.stop())
  const { rest } = createClient({ api: discord.apiUrl, clock: systemClock })
  rest.setToken(discord.token)
  await registerCommands({ rest, applicationId: discord.applicationId, declarations })
  const channels = [0, 1].map((shard) => discord.addGuild(`Guild ${shard}`, [shard, 2]))
  /** A new person draws in the guild on this shard. */
  const draw = (shard: number, name: string): Promise<Reply> => {
    const channel = channels[shard] ?? ''
    const drawing = { prompt: `a fox for ${name}`, size: 64, count: 4 }
    return discord.addPerson(name, channel).in(channel).slash('/generate', drawing)
  }
  return { discord, draw }
}

withBoth('two bot processes with a shard each', { timeout }, () => {
  let postgres: PostgresServer
  let redis: RedisServer
  let redisFolder: string

  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres.stop())

  /** The variables of the processes, with a database and a Redis of their own, and a worker that draws. */
  async function setUp(discord: TestDiscord) {
    redisFolder = await scratchFolder()
    redis = await startRedis(redisFolder)
    onTestFinished(() => redis.stop())
    const worker = startQueueWorker({ queueUrl: redis.url, folder: redisFolder, lock: 3_000, name: 'one' })
    onTestFinished(() => void worker.kill('SIGKILL'))
    const database = await postgres.createDatabase()
    const dataDir = await scratchFolder()
    const shared = { DATABASE_URL: database, QUEUE_URL: redis.url }
    const client = new Client({ connectionString: database })
    await client.connect()
    onTestFinished(() => client.end())
    return {
      /** Starts a process with these shards. */
      start: (shards: string, more: Readonly<Record<string, string>> = {}) =>
        startBotProcess({ discord, dataDir, variables: { ...shared, SHARDS: shards, ...more } }),
      refused: async (shards: string, more: Readonly<Record<string, string>> = {}) =>
        refusedBotProcess({ discord, dataDir, variables: { ...shared, SHARDS: shards, ...more } }),
      rows: async (query: string) => (await client.query<Record<string, unknown>>(query)).rows,
    }
  }

  it('each serve their guilds, also after a kill, and each result is seen once', async () => {
    const { discord, draw } = await openDiscord()
    const { start, rows } = await setUp(discord)
    // Both make the tables, the folder and the connection at the same moment.
    const [, second] = await Promise.all([start('0/2'), start('1/2')])

    const first = await Promise.all([draw(0, 'Gia'), draw(1, 'Hal')])
    const message = await discord.person('Ben').in('DM').slash('/generate', { prompt: 'a hare', size: 64 })
    await Promise.all([...first, message].map((reply) => reply.until(isDone)))
    expect(await rows('select shard, count(*)::int from jobs group by shard order by shard')).toEqual([
      { shard: '0/2', count: 2 },
      { shard: '1/2', count: 1 },
    ])

    const interrupted = await Promise.all(Array.from({ length: 6 }, (_, index) => draw(1, `Ida ${index}`)))
    await Promise.race(interrupted.map((reply) => reply.until(isDone)))
    await second.kill()
    // The other process serves its own guild and leaves these jobs alone.
    await (await draw(0, 'Jon')).until(isDone)
    expect(await rows("select 1 from jobs where shard = '1/2' and ended_at is null")).not.toEqual([])
    const again = await start('1/2')
    await (await draw(1, 'Kay')).until(isDone)
    await expect.poll(() => rows('select 1 from jobs where delivered_at is null'), { timeout: 60_000 }).toEqual([])

    const seen = seenResults(discord)
    expect(seen.size).toBe(11)
    expect([...seen.values()].filter((count) => count !== 1)).toEqual([])
    expect(discord.violations()).toEqual([])
    const metrics = await (await fetch(`${again.metricsUrl}/metrics`)).text()
    expect(metrics).toContain('duckrabbit_discord_shard_ready{shard="1",shards="1/2"} 1')
    expect(metrics).not.toContain('shard="0"')
    expect((await fetch(`${again.metricsUrl}/readyz`)).status).toBe(200)
    expect((await fetch(`${again.metricsUrl}/healthz`)).status).toBe(200)
  })

  it('start a challenge of a series once, in the process that has its guild', async () => {
    const { discord } = await openDiscord()
    const { start, rows } = await setUp(discord)
    const processes = await Promise.all([start('0/2'), start('1/2')])
    const challenge = { theme: 'Owls', repeat: 'weekly', themes: 'Owls\nFoxes', entries: '3d' }
    await (await discord.person('Ada').in('#challenges').slash('/challenge start', challenge)).acknowledged()
    await expect.poll(() => rows('select 1 from challenge_series'), { timeout: 20_000 }).toHaveLength(1)
    await rows('update challenge_series set next_at = 1')
    const invitations = () =>
      discord.messages('#challenges').filter(({ text }) => text.includes('A new challenge begins: **Owls Foxes'))
    await expect.poll(invitations, { timeout: 30_000 }).toHaveLength(1)
    // Both processes look for what is due every ten seconds.
    await sleep(15_000)
    expect(invitations().map(({ text }) => text)).toHaveLength(1)
    expect(await rows('select 1 from challenges')).toHaveLength(2)
    expect(processes.map(({ output }) => output()).join('')).not.toContain('"level":50')
  })

  describe('are refused', () => {
    it('with the same shards, another number of shards or another folder, and beside a bot with all shards', async () => {
      const { discord } = await openDiscord()
      const { start, refused } = await setUp(discord)
      await start('0/2')
      const tried = await Promise.all([
        refused('0/2'),
        refused('1/3'),
        refused('1/2', { DATA_DIR: await scratchFolder() }),
        refused('auto', { DATA_DIR: await scratchFolder() }),
        refused('auto'),
      ])
      expect(tried.map(({ code }) => code)).toEqual([1, 1, 1, 1, 1])
      const [same, number, folder, all, allHere] = tried.map(({ output }) => output)
      expect(same).toContain('Another process serves some of the shards 0/2')
      expect(number).toContain('count another number of shards than SHARDS=1/3')
      expect(folder).toContain('have another DATA_DIR')
      expect(all).toContain('Another Duckrabbit is using the database')
      expect(allHere).toContain('Another Duckrabbit is using DATA_DIR')
    })

    it('without a shared database or a shared queue', async () => {
      const { discord } = await openDiscord()
      const { refused } = await setUp(discord)
      const alone = await Promise.all([refused('0/2', { DATABASE_URL: '' }), refused('0/2', { QUEUE_URL: '' })])
      expect(alone[0]).toMatchObject({ code: 1, output: expect.stringContaining('Set DATABASE_URL to one PostgreSQL') })
      expect(alone[1]).toMatchObject({ code: 1, output: expect.stringContaining('Set QUEUE_URL to one Redis') })
    })
  })
})
