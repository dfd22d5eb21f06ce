import { z } from 'zod'
import { connectWithRetries } from '#src/remote/redis.ts'
import { createRedisExchange } from '#src/remote/redis-exchange.ts'
import { startWorker } from '#src/remote/start-worker.ts'
import { timedEngine } from './timed-engine.ts'

/** A worker as a process of its own, so that tests can kill it, stop it, and cut it off. */
const { url, lock, name, capacity } = z
  .object({ url: z.string(), lock: z.number(), name: z.string(), capacity: z.number() })
  .parse(JSON.parse(process.argv[2] ?? ''))

const write = (facts: object, message: string): void => console.log(message, JSON.stringify(facts))
const log = { info: write, warn: write, error: write }
const exchange = createRedisExchange(connectWithRetries(url, log))
const worker = startWorker({ url, lock, name, exchange, log, models: ['timed'], engine: timedEngine(capacity) })

process.once('SIGTERM', () => {
  void worker.close(0).then(() => process.exit(0))
})
