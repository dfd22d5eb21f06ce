import { expect, it, onTestFinished } from 'vitest'
import { controlChannel, workerKey, workersKey } from '#src/remote/keys.ts'
import { connectWithRetries } from '#src/remote/redis.ts'
import { createRedisExchange } from '#src/remote/redis-exchange.ts'
import { startWorker } from '#src/remote/start-worker.ts'
import { version } from '#src/version.ts'
import { logTo } from '#test/queue/in-process-queue.ts'
import { requires } from '#test/requirement.ts'
import { startCluster } from './cluster.ts'
import { timedEngine } from './timed-engine.ts'

requires('redis')('a worker of another version', () => {
  it('logs why it gets no work, as the bot does, and is not given up', async () => {
    const { redis, log, until, engines, startWorker: startProcess } = await startCluster()
    const connection = connectWithRetries(redis.url, logTo(log))
    onTestFinished(() => connection.disconnect())
    const heard: string[] = []
    const ear = connection.duplicate()
    onTestFinished(() => ear.disconnect())
    await ear.subscribe(controlChannel('w9'))
    ear.on('message', (_, text: string) => void heard.push(text))
    await connection.set(workerKey('w9'), JSON.stringify({ id: 'w9', protocol: 99, version: '9.9.9', name: 'attic' }))
    await connection.sadd(workersKey, 'w9')
    await until('the message', () => heard.length > 0)
    expect(JSON.parse(heard[0] ?? '')).toEqual({ type: 'refused', version })
    expect(log.join('\n')).toContain('The worker attic is not understood and gets no work: it is version 9.9.9')
    // A worker that is understood works beside it. By then the bot has read the registrations several times.
    startProcess()
    await until('the other worker', () => engines.status.state === 'ready')
    expect(heard).toHaveLength(1)
    expect(await connection.sismember(workersKey, 'w9')).toBe(1)
  })

  it('says which versions differ when a bot refuses it', async () => {
    const { redis, log, until, worker } = await workerOfVersion('0.0.1', 30_000)
    onTestFinished(() => worker.abandon())
    await until('its registration', async () => Number(await redis.command('scard', workersKey)) > 0)
    const [id] = (await redis.command('smembers', workersKey)) as readonly string[]
    const message = JSON.stringify({ type: 'refused', version: '9.9.9' })
    await until('the message', async () => {
      await redis.command('publish', controlChannel(id ?? ''), message)
      return log.join('\n').includes('the bot is version 9.9.9, this worker is version 0.0.1')
    })
  })

  it('pauses before it registers again when bots that cannot tell it keep giving it up, and says what may be wrong', async () => {
    const { redis, log, until, worker } = await workerOfVersion('0.0.1', 150)
    onTestFinished(() => worker.abandon())
    const sessions = new Set<string>()
    await until('the remark', async () => {
      const ids = (await redis.command('smembers', workersKey)) as readonly string[]
      for (const id of ids) {
        sessions.add(id)
        await redis.command('srem', workersKey, id)
      }
      return log.join('\n').includes('they may have a different version from 0.0.1')
    })
    expect(sessions.size).toBe(3)
  })
})

async function workerOfVersion(version: string, lock: number) {
  const { redis, log, until } = await startCluster()
  const connection = connectWithRetries(redis.url, logTo(log))
  onTestFinished(() => connection.disconnect())
  const exchange = createRedisExchange(connection)
  const settings = { url: redis.url, name: 'attic', models: ['timed'], engine: timedEngine(1), log: logTo(log) }
  return { redis, log, until, worker: startWorker({ ...settings, exchange, lock, version }) }
}
