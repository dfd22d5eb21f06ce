import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createInProcessQueue } from '#src/queue/in-process-queue.ts'
import { connectWithRetries } from '#src/remote/redis.ts'
import { createRedisExchange } from '#src/remote/redis-exchange.ts'
import { connectWorkers } from '#src/remote/remote-engines.ts'
import { startWorker } from '#src/remote/start-worker.ts'
import type { RedisServer } from '#test/remote/redis-server.ts'
import type { MakeQueue } from './harness.ts'
import { incidents, logTo } from './in-process-queue.ts'

/** Milliseconds after which a worker is given up. */
const lock = 1_500

/**
 * Makes queues in front of one worker in Redis, which has the test's engine. The queue has the test's clock. Redis and what
 * talks to it have real time.
 */
export function makeWithRedis(server: () => RedisServer): MakeQueue {
  /** The data of each test are in a database of their own. */
  const databases = new Map<string, number>()
  return async ({ store, engine, clock, limits, log: lines, dataDir }) => {
    const log = logTo(lines)
    if (!databases.has(dataDir)) databases.set(dataDir, databases.size)
    const url = `${server().url}/${databases.get(dataDir)}`
    const connection = connectWithRetries(url, log)
    const exchange = createRedisExchange(connection)
    const bot = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
    const worker = startWorker({
      url,
      exchange,
      lock,
      log,
      name: 'a worker',
      models: ['fake'],
      engine: {
        draw: (...asked) => engine.draw(...asked),
        onStatus: (listener) => engine.onStatus(listener),
        get status() {
          return engine.status
        },
        facts: { models: [], speeds: {}, loaded: ['fake'], loadSeconds: {} },
        onFacts: () => () => undefined,
        networkUse: engine.networkUse,
      },
    })
    const engines = connectWorkers({
      url,
      exchange,
      bot,
      lock,
      log,
      estimates: () => ({ estimate: (request) => engine.estimate(request) }),
    })
    while (engines.status.state !== 'ready') await sleep(5)
    const queue = createInProcessQueue({ store, engine: engines, clock, limits, log, newIncident: incidents() })
    return {
      queue,
      quiet: () => sleep(25),
      async kill() {
        worker.abandon()
        engines.abandon()
        connection.disconnect()
        await sleep(lock + 100)
      },
      async close() {
        await engines.stop()
        await worker.close(0)
        connection.disconnect()
      },
    }
  }
}
