import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { testClock } from '@duckrabbit/clock/testing'
import { type ImageWorkerOptions, startImageWorker } from '#src/image-worker/start-image-worker.ts'
import { UserError } from '#src/errors.ts'

const program = new URL('faulty-worker.ts', import.meta.url)
const file = Uint8Array.of(1, 2, 3)

afterEach(() => {
  delete process.env['IMAGE_WORKER_WILL_NOT_START']
})

function open(options: Partial<ImageWorkerOptions> = {}) {
  const lines: string[] = []
  const write = (_: object, message: string): void => void lines.push(message)
  const imageWorker = startImageWorker({ log: { info: write, warn: write, error: write }, program, ...options })
  onTestFinished(() => imageWorker.close())
  /** The process that did it. */
  const look = async (name: string): Promise<number> => (await imageWorker.do('inspect', { file, name })).width
  return { imageWorker, look, lines }
}

describe('the image worker’s process', () => {
  it('starts with the first job, does many, and ends when the image worker is closed', async () => {
    const { imageWorker, look } = open()
    const [first = 0, ...others] = await Promise.all(['a', 'b', 'c', 'd'].map(look))
    expect(others).toEqual([first, first, first])
    await imageWorker.close()
    expect(() => process.kill(first, 0)).toThrow('ESRCH')
    await expect(look('late')).rejects.toThrow('The image worker is closed')
  })

  it('is restarted when it died: interrupted jobs run alone, and only the one that kills it fails', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'duckrabbit-image-worker-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const { look, lines } = open()
    const before = await look('harmless')
    const [crashing, beside, once] = await Promise.allSettled([
      look('die'),
      look('beside it'),
      look(`die once ${join(folder, 'died')}`),
    ])
    expect(crashing).toMatchObject({ status: 'rejected', reason: { name: 'UserError', code: 'image-worker-died' } })
    expect(crashing.status === 'rejected' && String(crashing.reason)).toContain('Try another picture, or a smaller one')
    expect(beside.status).toBe('fulfilled')
    expect(once.status).toBe('fulfilled')
    expect(await look('harmless')).not.toBe(before)
    expect(lines).toContain('The image worker died')
  })

  it('is killed if a job exceeds its deadline or if it sends a message that does not match the protocol', async () => {
    const { look, lines } = open({ deadlines: { inspect: 0.3 }, maxDeaths: 1 })
    await expect(look('hang')).rejects.toMatchObject({ code: 'image-worker-died' })
    expect(lines).toContain('The image worker hangs and is killed')
    await expect(look('unknown message')).rejects.toMatchObject({ code: 'image-worker-died' })
    expect(await look('harmless')).toBeGreaterThan(0)
  })

  it('refuses jobs while it does not start, and starts once it can', async () => {
    process.env['IMAGE_WORKER_WILL_NOT_START'] = 'true'
    const clock = testClock()
    const passing = setInterval(() => clock.advanceSync(100), 10)
    onTestFinished(() => clearInterval(passing))
    const { look, lines } = open({ clock, restart: { maxFailedStarts: 2 } })
    const error: unknown = await look('a').catch((error: unknown) => error)
    expect(error).toBeInstanceOf(UserError)
    expect(error).toMatchObject({
      code: 'image-worker-will-not-start',
      details: { reason: 'exit code 1: Error: no such library' },
    })
    expect(lines).toContain('The image worker died')
    await expect(look('refused at once')).rejects.toThrow('cannot work on pictures')
    process.env['IMAGE_WORKER_WILL_NOT_START'] = 'false'
    await expect.poll(() => look('b').catch(() => 0), { timeout: 20_000 }).toBeGreaterThan(0)
  })

  it('does a quick job while slow ones run and wait', async () => {
    const { imageWorker, look } = open()
    const slow = Promise.allSettled([1, 2].map((limit) => imageWorker.do('fitBytes', { file, limit })))
    expect(await look('quick')).toBeGreaterThan(0)
    await imageWorker.close()
    for (const { status } of await slow) expect(status).toBe('rejected')
  })

  it('rejects waiting jobs when it is closed', async () => {
    const { imageWorker, look } = open({ concurrency: 1 })
    const left = Promise.allSettled([look('hang'), look('waits')])
    await imageWorker.close()
    for (const { status } of await left) expect(status).toBe('rejected')
  })
})
