import { Queue } from 'bullmq'
import { expect, it, onTestFinished } from 'vitest'
import { lostKey, queueOf, queuePrefix, workerKey, workersKey } from '#src/remote/keys.ts'
import { connectWithRetries } from '#src/remote/redis.ts'
import { logTo } from '#test/queue/in-process-queue.ts'
import { requires } from '#test/requirement.ts'
import { startCluster } from './cluster.ts'

requires('redis')('a worker that draws for two bots and is killed', () => {
  it('counts as an interruption also for the bot that notices second', async () => {
    const { redis, startWorker, engines, add, allDone, until, events, store, log } = await startCluster()
    const victim = startWorker()
    await until('the worker', () => engines.status.state === 'ready')
    const [id = ''] = await add(1, 30)
    const isDrawing = (): boolean => events.some((event) => event.type === 'drawing' && event.event.type === 'step')
    await until('a step', isDrawing)
    const [worker = ''] = (await redis.command('smembers', workersKey)) as readonly string[]
    victim.kill('SIGKILL')

    // What the other bot does.
    const connection = connectWithRetries(redis.url, logTo([]))
    onTestFinished(() => connection.disconnect())
    const queue = new Queue(queueOf(worker), { connection, prefix: queuePrefix })
    onTestFinished(() => queue.close())
    await redis.command('set', lostKey(worker), '1')
    await queue.obliterate({ force: true })
    await redis.command('del', workerKey(worker))
    await redis.command('srem', workersKey, worker)

    startWorker()
    await allDone([id])
    expect(await store.jobs.get(id)).toMatchObject({ state: 'done', interruptions: 1 })
    expect(log.join('\n')).toContain('A worker has left')
  })

  it('is remembered as lost by the bot that notices first', async () => {
    const { redis, startWorker, engines, until } = await startCluster()
    const victim = startWorker()
    await until('the worker', () => engines.status.state === 'ready')
    const [worker = ''] = (await redis.command('smembers', workersKey)) as readonly string[]
    victim.kill('SIGKILL')
    await until('its end', async () => Number(await redis.command('scard', workersKey)) === 0)
    expect(await redis.command('exists', lostKey(worker))).toBe(1)
  })
})
