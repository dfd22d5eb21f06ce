import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { getHeapCodeStatistics } from 'node:v8'
import Database from 'libsql'
import { systemClock } from '@duckrabbit/clock'
import { z } from 'zod'
import { handlers } from '#src/commands/registry.ts'
import { createBot } from '#src/discord/bot/create-bot.ts'
import { createClient } from '#src/discord/transport/client.ts'
import { createFetchAttachment } from '#src/discord/transport/fetch-attachment.ts'
import type { Engine } from '#src/engine/engine.ts'
import { poolOf, startEngines } from '#src/engine/start-engines.ts'
import { startImageWorker } from '#src/image-worker/start-image-worker.ts'
import { createLog } from '#src/log/create-log.ts'
import { newIncident } from '#src/log/incident.ts'
import { createInProcessQueue } from '#src/queue/in-process-queue.ts'
import { readBotId } from '#src/remote/bot-id.ts'
import { openExchange } from '#src/remote/open-exchange.ts'
import { connectWorkers } from '#src/remote/remote-engines.ts'
import { dataFiles } from '#src/store/data-files.ts'
import { openStore } from '#src/store/open-store.ts'
import type { BotStats } from './bot-control.ts'
import { isOfOpenRound } from './data-check.ts'
import { watchEventLoop } from './event-loop.ts'

/**
 * The bot as a process of its own, with the real store, queue, engine and image worker. Its networks are stand-ins. The campaign
 * talks to it over the channel of `fork`: it asks for numbers, shifts the clock and stops it.
 */
const { apiUrl, token, dataDir, queueUrl, lock } = z
  .object({
    apiUrl: z.string(),
    token: z.string(),
    dataDir: z.string(),
    queueUrl: z.string().optional(),
    lock: z.number(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''))

// Node would read the source map of a module with the first logged error from it, and keep it, which would look like growth.
process.setSourceMapsEnabled(false)
let shift = 0
const clock = { ...systemClock, now: () => systemClock.now() + shift }
const log = createLog({ level: 'info', format: 'json', secrets: [token] })
const store = await openStore({ dataDir, now: clock.now })
const engine: Engine =
  queueUrl === undefined
    ? poolOf(
        startEngines({
          devices: ['cpu'],
          settings: { modelDirs: [], threads: 1, memoryBudget: 1e9, cacheDir: join(dataDir, 'cache') },
          backend: new URL('stand-in-backend.ts', import.meta.url).href,
          log,
        }),
      )
    : connectWorkers({
        url: queueUrl,
        exchange: openExchange({ queueUrl, store: undefined, log }),
        bot: await readBotId(dataDir),
        log,
        lock,
      })
// Reading whole rows every half a second would be work that the bot does not have.
const counting = new Database(dataFiles(dataDir).database).prepare(`
  select count(*) filter (where state in ('waiting', 'running')) as open,
    count(*) filter (where state not in ('waiting', 'running') and delivered_at is null) as undelivered
  from jobs where delivered_at is null and not ${isOfOpenRound}`)
const imageWorker = startImageWorker({ log })
const queue = createInProcessQueue({ store, engine, clock, log, newIncident })
const client = createClient({ api: apiUrl, clock })
const bot = createBot({
  client,
  handlers,
  store,
  queue,
  engine,
  imageWorker,
  fetchAttachment: createFetchAttachment({
    origins: [new URL(apiUrl).origin],
    maxBytes: 25e6,
    timeout: 30_000,
    stall: 10_000,
    fetch,
  }),
  uploads: { bytes: 25e6, pixels: 50e6 },
  about: { version: 'campaign', licences: new Map() },
  clock,
  random: Math.random,
  log,
})
const eventLoop = watchEventLoop()

const command = z.discriminatedUnion('type', [
  z.object({ type: z.literal('stats'), id: z.number(), collect: z.boolean() }),
  z.object({ type: z.literal('reset') }),
  z.object({ type: z.literal('shift'), milliseconds: z.number() }),
  z.object({ type: z.literal('stop') }),
])

process.on('message', (given) => void obey(command.parse(given)))
process.on('disconnect', () => process.exit(0))
// The campaign may have ended before this line.
if (!process.connected) process.exit(0)

async function obey(given: z.infer<typeof command>): Promise<void> {
  switch (given.type) {
    case 'reset':
      return eventLoop.reset()
    case 'shift':
      shift = given.milliseconds
      return undefined
    case 'stats':
      process.send?.({ id: given.id, stats: await stats(given.collect) })
      return undefined
    case 'stop':
      await bot.stop(0)
      await engine.stop()
      await imageWorker.close()
      await store.close()
      return process.exit(0)
    default:
      return given satisfies never
  }
}

async function stats(collect: boolean): Promise<BotStats> {
  // A collection blocks the event loop and costs time, which is not the bot's.
  const blocking = eventLoop.read()
  const { user, system } = process.cpuUsage()
  if (collect) globalThis.gc?.()
  const { rss, heapUsed } = process.memoryUsage()
  const resources = process.getActiveResourcesInfo()
  const [counts = { open: 0, undelivered: 0 }] = counting.all([]) as { open: number; undelivered: number }[]
  return {
    rss,
    heap: heapUsed,
    // Counting it takes as long as a collection.
    code: collect ? compiledCode() : 0,
    timers: resources.filter((name) => name === 'Timeout').length,
    handles: resources.filter((name) => name !== 'Timeout').length,
    files: readdirSync('/proc/self/fd').length,
    blocking,
    cpu: (user + system) / 1e6,
    ...counts,
    engine: engine.pid ?? null,
    imageWorker: imageWorker.pid ?? null,
  }
}

/** Bytes of the heap. */
function compiledCode(): number {
  const { code_and_metadata_size: machineCode, bytecode_and_metadata_size: bytecode } = getHeapCodeStatistics()
  return machineCode + bytecode
}

await bot.start(token)
process.send?.({ ready: true })
