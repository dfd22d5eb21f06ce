import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { systemClock } from '@duckrabbit/clock'
import type { Engine } from '#src/engine/engine.ts'
import { createInProcessQueue } from '#src/queue/in-process-queue.ts'
import type { JobEvent, JobQueue } from '#src/queue/job-queue.ts'
import { connectWithRetries } from '#src/remote/redis.ts'
import { createRedisExchange } from '#src/remote/redis-exchange.ts'
import { connectWorkers } from '#src/remote/remote-engines.ts'
import { openStore } from '#src/store/open-store.ts'
import type { Store } from '#src/store/store.ts'
import { submission } from '#test/queue/harness.ts'
import { incidents, logTo } from '#test/queue/in-process-queue.ts'
import { scratchFolder } from '#test/store/scratch.ts'
import { type RedisServer, startRedis } from './redis-server.ts'

/** Milliseconds after which a worker is given up. */
export const lock = 1_500

export interface Cluster {
  readonly redis: RedisServer
  readonly engines: Engine
  readonly store: Store
  readonly queue: JobQueue
  readonly events: JobEvent[]
  readonly log: string[]
  /** Starts a worker as a process of its own. */
  startWorker(options?: { readonly capacity?: number; readonly url?: string }): ChildProcess
  /** Adds one job for each of `count` people. */
  add(count: number, steps: number): Promise<readonly string[]>
  /** Waits until something holds. */
  until(what: string, condition: () => boolean | Promise<boolean>, seconds?: number): Promise<void>
  /** Waits until the jobs have ended as done, each exactly once. */
  allDone(ids: readonly string[], seconds?: number): Promise<void>
}

/** A bot's queue and a Redis of their own. Workers are added by the test. */
export async function startCluster({ bind = '127.0.0.1' }: { readonly bind?: string } = {}): Promise<Cluster> {
  const redis = await startRedis(await scratchFolder(), { bind })
  const log: string[] = []
  const processes: ChildProcess[] = []
  const store = await openStore({ dataDir: await scratchFolder() })
  const connection = connectWithRetries(redis.url, logTo(log))
  const exchange = createRedisExchange(connection)
  const engines = connectWorkers({ url: redis.url, exchange, bot: 'bot', lock, log: logTo(log) })
  const queue = createInProcessQueue({
    store,
    engine: engines,
    clock: systemClock,
    log: logTo(log),
    newIncident: incidents(),
  })
  const events: JobEvent[] = []
  queue.subscribe((event) => void events.push(event))
  await queue.start()
  onTestFinished(async () => {
    for (const worker of processes) worker.kill('SIGKILL')
    await queue.stop(0)
    await engines.stop()
    connection.disconnect()
    await store.close()
    await redis.stop()
  })

  async function until(what: string, condition: () => boolean | Promise<boolean>, seconds = 30): Promise<void> {
    for (let tries = 0; tries < seconds * 50; tries++) {
      if (await condition()) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    throw new Error(`waited in vain for ${what}; the log says:\n${log.slice(-40).join('\n')}`)
  }

  return {
    redis,
    engines,
    store,
    queue,
    events,
    log,
    until,
    startWorker({ capacity = 1, url = redis.url } = {}) {
      const settings = JSON.stringify({ url, lock, name: `worker ${processes.length}`, capacity })
      const program = fileURLToPath(new URL('worker-process.ts', import.meta.url))
      const [command, ...args] = [process.execPath, '--import', 'tsx/esm', program, settings]
      const worker = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
      worker.stdout.on('data', (line: Buffer) => void log.push(`worker ${worker.pid}: ${line.toString().trim()}`))
      processes.push(worker)
      return worker
    },
    async add(count, steps) {
      const people = Array.from({ length: count }, (_, index) => `person ${index}`)
      const jobs = await Promise.all(people.map((person) => queue.add(submission(person, `a fox ${steps} steps`))))
      return jobs.map(({ id }) => id)
    },
    async allDone(ids, seconds = 40) {
      const ended = () => events.filter(({ type }) => type === 'done' || type === 'failed' || type === 'cancelled')
      await until('the end of all jobs', () => ended().length >= ids.length, seconds)
      const endings = ended().map((event) => `${event.type} ${'job' in event ? event.job.id : ''}`)
      if (
        endings.sort().join() !==
        ids
          .map((id) => `done ${id}`)
          .sort()
          .join()
      ) {
        throw new Error(`not every job is done once: ${endings.join()}; the log says:\n${log.slice(-40).join('\n')}`)
      }
    },
  }
}
