import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { requires } from '#test/requirement.ts'
import { blackHole } from './black-hole.ts'
import { startCluster } from './cluster.ts'

requires('redis')('workers in Redis', () => {
  it('draw together, in the fair order, and two take twice the work', async () => {
    const { startWorker, engines, add, allDone, until, queue } = await startCluster()
    startWorker()
    startWorker()
    await until('both workers', () => engines.status.capacity === 2)
    const ids = await add(4, 20)
    await until('two running jobs', async () => (await queue.overview()).running.length === 2)
    await allDone(ids)
  })

  it('lose nothing when one is killed: its job runs elsewhere, alone', async () => {
    const { startWorker, engines, add, allDone, until, queue, store, log } = await startCluster()
    const victim = startWorker({ capacity: 2 })
    await until('the first worker', () => engines.status.state === 'ready')
    const ids = await add(3, 30)
    await until('running jobs', async () => (await queue.overview()).running.length === 2)
    await sleep(300)
    victim.kill('SIGKILL')
    startWorker({ capacity: 2 })
    await allDone(ids)
    const jobs = await Promise.all(ids.map((id) => store.jobs.get(id)))
    expect(jobs.map((job) => String(job?.interruptions)).sort()).toEqual(['0', '1', '1'])
    expect(log.join('\n')).toContain('A worker is silent')
  })

  it('lose nothing when one hangs, and ignore its later messages', async () => {
    const { startWorker, engines, add, allDone, until, queue, store, log } = await startCluster()
    const victim = startWorker()
    await until('the first worker', () => engines.status.state === 'ready')
    const ids = await add(1, 30)
    await until('a running job', async () => (await queue.overview()).running.length === 1)
    await sleep(300)
    victim.kill('SIGSTOP')
    startWorker()
    await allDone(ids)
    victim.kill('SIGCONT')
    await until('its notice', () => log.join('\n').includes('This worker was given up'))
    // It is as good as new.
    await until('both workers', () => engines.status.capacity === 2)
    const more = await add(2, 10)
    await allDone([...ids, ...more])
    expect(await store.results.ofJob(ids[0] ?? '')).toHaveLength(1)
  })

  it('lose nothing when one is cut off, and it is as good as new when it is back', async () => {
    const { redis, startWorker, engines, add, allDone, until, queue, store } = await startCluster()
    const cable = await blackHole(redis.port)
    onTestFinished(() => cable.close())
    startWorker({ url: `redis://127.0.0.1:${cable.port}` })
    await until('the first worker', () => engines.status.state === 'ready')
    const ids = await add(1, 40)
    await until('a running job', async () => (await queue.overview()).running.length === 1)
    await sleep(300)
    cable.cut()
    startWorker()
    await allDone(ids)
    expect(await store.jobs.get(ids[0] ?? '')).toMatchObject({ interruptions: 1 })
    cable.mend()
    await until('both workers', () => engines.status.capacity === 2, 60)
    await allDone([...ids, ...(await add(2, 10))])
  })

  it('hand their jobs back when one is stopped, which does not count as an interruption', async () => {
    const { startWorker, engines, add, allDone, until, queue, store } = await startCluster()
    const first = startWorker()
    await until('the first worker', () => engines.status.state === 'ready')
    const ids = await add(1, 40)
    await until('a running job', async () => (await queue.overview()).running.length === 1)
    first.kill('SIGTERM')
    startWorker()
    await allDone(ids)
    expect(await store.jobs.get(ids[0] ?? '')).toMatchObject({ interruptions: 0 })
  })

  it('go on when Redis is restarted, and when it is gone for longer than the lock', async () => {
    const { redis, startWorker, engines, add, allDone, until, queue, store } = await startCluster()
    startWorker()
    await until('the worker', () => engines.status.state === 'ready')
    const ids = await add(1, 80)
    await until('a running job', async () => (await queue.overview()).running.length === 1)
    await redis.stop()
    await until('the loss', () => engines.status.state === 'absent')
    // The bot accepts as before.
    const more = await add(2, 5)
    await sleep(2_500)
    await redis.start()
    await allDone([...ids, ...more])
    expect(await store.jobs.get(ids[0] ?? '')).toMatchObject({ interruptions: 0 })
  })

  it('wait while Redis is full, and catch up', async () => {
    const { redis, startWorker, engines, add, allDone, until, log } = await startCluster()
    startWorker()
    await until('the worker', () => engines.status.state === 'ready')
    await redis.command('config', 'set', 'maxmemory', '1')
    const ids = await add(2, 5)
    await until('a report', () => log.join('\n').includes('Redis or the store accepts no jobs'))
    expect(engines.status.state).toBe('absent')
    await redis.command('config', 'set', 'maxmemory', '0')
    await allDone(ids)
  })
})
