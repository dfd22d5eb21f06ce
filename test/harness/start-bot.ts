import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '@duckrabbit/clock'
import { declarations, handlers } from '#src/commands/registry.ts'
import { startImageWorker } from '#src/image-worker/start-image-worker.ts'
import { createFetchAttachment } from '#src/discord/transport/fetch-attachment.ts'
import type { BotOptions } from '#src/discord/bot/bot-options.ts'
import { type Bot, createBot } from '#src/discord/bot/create-bot.ts'
import { isWithoutSafety } from '#src/discord/jobs/reply-origin.ts'
import { createClient } from '#src/discord/transport/client.ts'
import { startMonitoring } from '#src/discord/monitoring/start-monitoring.ts'
import { newIncident } from '#src/log/incident.ts'
import { createLog } from '#src/log/create-log.ts'
import { registerCommands } from '#src/discord/transport/register-commands.ts'
import { localProfile } from '#src/local-channel.ts'
import { readSubjects } from '#src/network/vocabulary.ts'
import { createInProcessQueue } from '#src/queue/in-process-queue.ts'
import type { QueueLimits } from '#src/queue/queue-limits.ts'
import type { Engine } from '#src/engine/engine.ts'
import type { JobQueue } from '#src/queue/job-queue.ts'
import { openStore } from '#src/store/open-store.ts'
import type { Store } from '#src/store/store.ts'
import { type DiscordOptions, startDiscord, type TestDiscord } from 'local-discord/testing'
import { type ScriptedEngine, scriptedEngine } from './scripted-engine.ts'

export interface TestBotOptions extends DiscordOptions {
  /** `still`: time stands still for bot and server until `discord.clock.advance`. Default: the system's. */
  readonly time?: 'still' | 'system'
  readonly limits?: Partial<QueueLimits>
  /** Default: one that draws plain colours. */
  readonly engine?: Engine
  /** Instead of `engine`: makes an engine for each process, which ends with it. */
  readonly openEngine?: () => Engine
  readonly parallel?: number
  /** Seconds that the engine expects a picture to take. Default: unknown. */
  readonly seconds?: number
  readonly policy?: BotOptions['policy']
  readonly advisedBestOf?: BotOptions['advisedBestOf']
  /** Default: a new folder. */
  readonly dataDir?: string
  readonly uploads?: BotOptions['uploads']
  /** Whether metrics and health are served. Default: false. */
  readonly metrics?: boolean
  /** Connections to Discord. Default: one. */
  readonly shards?: 'auto' | number
  /** The most bytes of all picture files. Default: no limit. */
  readonly maxDataBytes?: number
}

/** The whole bot on a local Discord. Client, store, queue and delivery are real; only the engine is a stub. */
export interface TestBot {
  readonly discord: TestDiscord
  readonly engine: ScriptedEngine
  readonly store: Store
  readonly queue: JobQueue
  readonly bot: Bot
  readonly dataDir: string
  /** Everything that was logged. */
  readonly log: () => string
  /** Where metrics and health are served, if they are. */
  readonly metricsUrl: string | undefined
  /** Ends the process as `kill -9` does. */
  kill(): Promise<void>
  /** Starts a new process with an engine of its own. */
  restart(): Promise<void>
  /** Lets the still clock advance, and waits for what that sets off. */
  pass(milliseconds: number): Promise<void>
  /** Waits in real time for something that has no event. */
  until(what: string, condition: () => boolean | Promise<boolean>, seconds?: number): Promise<void>
  /** `grace`: milliseconds for what is being drawn; default none. */
  stop(options?: { readonly grace?: number }): Promise<void>
}

export async function startBot(options: TestBotOptions = {}): Promise<TestBot> {
  const {
    time = 'system',
    limits,
    parallel = 1,
    seconds,
    engine: given,
    openEngine,
    policy,
    advisedBestOf,
    dataDir = await mkdtemp(join(tmpdir(), 'duckrabbit-bot-')),
    uploads = { bytes: 2e6, pixels: 4e6 },
    metrics = false,
    shards,
    maxDataBytes = null,
    ...discordOptions
  } = options
  const discord = await startDiscord({
    profile: localProfile,
    ...discordOptions,
    ...(time === 'system' && { clock: options.clock ?? systemClock }),
  })
  const clock = time === 'system' ? systemClock : discord.clock
  const store = await openStore({ dataDir, now: clock.now, maxBytes: maxDataBytes })
  let lines = ''
  const log = createLog({ level: 'debug', secrets: [discord.token], destination: { write: (line) => (lines += line) } })
  const namedThings = await readSubjects(fileURLToPath(new URL('../../models/duckling', import.meta.url)))
  const imageWorker = startImageWorker({ log })

  async function start() {
    const engine = scriptedEngine({ parallel, ...(seconds !== undefined && { seconds }) })
    const client = createClient({ api: discord.apiUrl, clock, ...(shards !== undefined && { shards }) })
    const opened = openEngine === undefined ? undefined : killable(openEngine())
    const drawing = opened ?? given ?? engine
    const queue = createInProcessQueue({
      store,
      engine: drawing,
      clock,
      log,
      withoutSafety: isWithoutSafety,
      newIncident,
      ...(limits && { limits }),
    })
    const parts = { client, queue, engine: drawing, imageWorker, clock }
    const monitoring = metrics ? await startMonitoring(parts, { host: '127.0.0.1', port: 0 }) : undefined
    const bot = createBot({
      client,
      handlers,
      store,
      queue,
      engine: drawing,
      clock,
      log,
      random: Math.random,
      about: { version: '0.1.0', licences: new Map([['duckling', 'MIT']]) },
      fetchAttachment: createFetchAttachment({
        origins: [new URL(discord.apiUrl).origin],
        maxBytes: uploads.bytes,
        timeout: 5000,
        stall: 2000,
        fetch,
      }),
      uploads,
      namedThings,
      imageWorker,
      ...(policy && { policy }),
      ...(advisedBestOf && { advisedBestOf }),
      ...(monitoring && { onEnd: monitoring.onEnd }),
    })
    const rest = client.rest.setToken(discord.token)
    await registerCommands({ rest, applicationId: discord.applicationId, declarations })
    await bot.start(discord.token)
    return { engine, opened, client, queue, bot, monitoring }
  }

  let running = await start()
  return {
    discord,
    dataDir,
    store,
    get engine() {
      return running.engine
    },
    get queue() {
      return running.queue
    },
    get bot() {
      return running.bot
    },
    log: () => lines,
    get metricsUrl() {
      return running.monitoring?.url
    },
    async kill() {
      running.engine.freeze()
      await running.opened?.kill()
      // Nothing that the dead process would still have sent goes out.
      running.client.rest.options.makeRequest = () => new Promise(() => {})
      running.client.removeAllListeners()
      await running.client.destroy()
    },
    async restart() {
      running = await start()
    },
    async pass(milliseconds) {
      for (let left = milliseconds; left > 0; left -= 250) {
        await discord.clock.advance(Math.min(250, left))
        await sleep(12)
      }
    },
    async until(what, condition, seconds = 20) {
      for (let tries = 0; tries < seconds * 100; tries += 1) {
        if (await condition()) return
        await sleep(10)
      }
      throw new Error(`waited in vain for ${what}; the log says:\n${lines.slice(-4000)}`)
    },
    async stop({ grace = 0 } = {}) {
      running.engine.release()
      await running.bot.stop(grace)
      await running.monitoring?.close()
      await running.opened?.stop()
      await imageWorker.close()
      await discord.stop()
      await store.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** An engine that can end together with its bot. Whatever it was drawing is never heard of again. */
function killable(engine: Engine): Engine & { kill(): Promise<void> } {
  let dead = false
  return {
    async *draw(...asked) {
      const whileAlive = async (): Promise<void> => {
        if (dead) await new Promise(() => {})
      }
      try {
        for await (const event of engine.draw(...asked)) {
          await whileAlive()
          yield event
        }
      } catch (error) {
        await whileAlive()
        throw error
      }
    },
    estimate: (request) => engine.estimate(request),
    bestOf: (request) => engine.bestOf?.(request) ?? null,
    likeness: async (texts, others) => (await engine.likeness?.(texts, others)) ?? null,
    get networkUse() {
      return engine.networkUse
    },
    get pid() {
      return engine.pid
    },
    get status() {
      return engine.status
    },
    onStatus: (listener) => engine.onStatus(listener),
    stop: () => engine.stop(),
    kill() {
      dead = true
      return engine.stop()
    },
  }
}
