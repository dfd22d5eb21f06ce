import { expect, it, onTestFinished } from 'vitest'
import { systemClock } from '@duckrabbit/clock'
import { createInProcessQueue } from '#src/queue/in-process-queue.ts'
import type { JobEvent } from '#src/queue/job-queue.ts'
import { connectWithRetries } from '#src/remote/redis.ts'
import { createRedisExchange } from '#src/remote/redis-exchange.ts'
import { connectWorkers } from '#src/remote/remote-engines.ts'
import { startWorker } from '#src/remote/start-worker.ts'
import { openStore } from '#src/store/open-store.ts'
import { submission } from '#test/queue/harness.ts'
import { incidents, logTo } from '#test/queue/in-process-queue.ts'
import { requires } from '#test/requirement.ts'
import { scratchFolder } from '#test/store/scratch.ts'
import { startRedis } from './redis-server.ts'
import { timedEngine } from './timed-engine.ts'

requires('redis')('a bot that is killed', () => {
  /** A worker, and bots that follow each other on the same data. */
  async function setUp() {
    const redis = await startRedis(await scratchFolder())
    const dataDir = await scratchFolder()
    const log = logTo([])
    const connection = connectWithRetries(redis.url, log)
    const exchange = createRedisExchange(connection)
    const drawn: string[] = []
    const { draw, ...engine } = timedEngine(2)
    const counted: typeof draw = (id, ...rest) => {
      drawn.push(id)
      return draw(id, ...rest)
    }
    const parts = { url: redis.url, exchange, log, lock: 3_000 }
    const worker = startWorker({ ...parts, name: 'worker', models: ['timed'], engine: { ...engine, draw: counted } })
    onTestFinished(async () => {
      await worker.close(0)
      connection.disconnect()
      await redis.stop()
    })

    async function startBot() {
      const store = await openStore({ dataDir })
      const engines = connectWorkers({ ...parts, bot: 'bot' })
      const queue = createInProcessQueue({ store, engine: engines, clock: systemClock, log, newIncident: incidents() })
      const events: JobEvent[] = []
      queue.subscribe((event) => void events.push(event))
      await queue.start()
      const isDone = (): boolean => events.some(({ type }) => type === 'done')
      return {
        store,
        queue,
        events,
        isDone,
        isDrawing: () => events.some((event) => event.type === 'drawing' && event.event.type === 'step'),
        async kill() {
          engines.abandon()
          await store.close()
        },
        async stop() {
          await queue.stop(0)
          await engines.stop()
          await store.close()
        },
      }
    }
    return { startBot, drawn }
  }

  it('follows what is still drawn when it is back', async () => {
    const { startBot, drawn } = await setUp()
    const before = await startBot()
    const { id } = await before.queue.add(submission('ann', 'a fox 60 steps'))
    await expect.poll(before.isDrawing, { timeout: 20_000 }).toBe(true)
    await before.kill()
    const after = await startBot()
    onTestFinished(after.stop)
    await expect.poll(after.isDone, { timeout: 20_000 }).toBe(true)
    expect(drawn).toHaveLength(1)
    expect(await after.store.jobs.get(id)).toMatchObject({ state: 'done', interruptions: 0 })
    expect(await after.store.results.ofJob(id)).toHaveLength(1)
    const started = after.events.flatMap((event) => (event.type === 'drawing' ? [event.event.type] : []))[0]
    expect(['started', 'step']).toContain(started)
  })

  it('fetches what was finished meanwhile', async () => {
    const { startBot, drawn } = await setUp()
    const before = await startBot()
    const { id } = await before.queue.add(submission('ann', 'a fox 20 steps'))
    await expect.poll(before.isDrawing, { timeout: 20_000 }).toBe(true)
    await before.kill()
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    const after = await startBot()
    onTestFinished(after.stop)
    await expect.poll(after.isDone, { timeout: 20_000 }).toBe(true)
    expect(drawn).toHaveLength(1)
    expect(await after.store.results.ofJob(id)).toHaveLength(1)
  })
})
