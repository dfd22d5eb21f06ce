import { expect, it, onTestFinished } from 'vitest'
import { createRedisTurns } from '#src/remote/identify-turns.ts'
import { connectWithRetries } from '#src/remote/redis.ts'
import { logTo } from '#test/queue/in-process-queue.ts'
import { requires } from '#test/requirement.ts'
import { scratchFolder } from '#test/store/scratch.ts'
import { startRedis } from './redis-server.ts'

/** Milliseconds of a turn. */
const turn = 400

requires('redis')('turns to connect to Discord', () => {
  async function twoProcesses() {
    const redis = await startRedis(await scratchFolder())
    const log: string[] = []
    const open = () => {
      const connection = connectWithRetries(redis.url, logTo(log))
      onTestFinished(() => connection.disconnect())
      return createRedisTurns({ redis: connection, bot: 'bot', log: logTo(log), turn })
    }
    onTestFinished(() => redis.stop())
    return [open(), open()] as const
  }

  it('are taken one after the other in a lane, over all processes', async () => {
    const turns = await twoProcesses()
    const { signal } = new AbortController()
    const times = await Promise.all(
      [...turns, ...turns].map((each) => each.wait(0, signal).then(() => performance.now())),
    )
    const sorted = times.sort((a, b) => a - b)
    const gaps = sorted.slice(1).map((time, index) => time - (sorted[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThan(turn * 0.8)
  })

  it('do not wait for other lanes, and end with their signal', async () => {
    const [turns] = await twoProcesses()
    const signal = AbortSignal.timeout(turn / 2)
    await Promise.all([0, 1, 2].map((lane) => turns.wait(lane, signal)))
    await expect(turns.wait(1, signal)).rejects.toThrow()
  })
})

it('are waited for alone where Redis does not answer', async () => {
  const redis = { set: () => Promise.reject(new Error('gone')), pttl: () => Promise.reject(new Error('gone')) }
  const log: string[] = []
  const began = performance.now()
  const turns = createRedisTurns({ redis, bot: 'bot', log: logTo(log), turn: 50 })
  await turns.wait(0, new AbortController().signal)
  expect(performance.now() - began).toBeGreaterThan(40)
  expect(log.join()).toContain('Redis does not say whose turn it is')
})
