import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { connectWorkers } from '#src/remote/remote-engines.ts'
import { openExchange } from '#src/remote/open-exchange.ts'
import { collect } from '#test/engine/scratch-engine.ts'
import { requires } from '#test/requirement.ts'
import { scratchFolder } from '#test/store/scratch.ts'
import { startRedis } from './redis-server.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

requires('redis')('`duckrabbit worker`', () => {
  it('draws real pictures for a bot elsewhere, says what it has, and never says the password', async () => {
    const password = 'correct-horse-battery'
    const redis = await startRedis(await scratchFolder(), { password })
    onTestFinished(() => redis.stop())
    const program = fileURLToPath(new URL('../../bin/duckrabbit.js', import.meta.url))
    const folder = await scratchFolder()
    const worker = spawn(process.execPath, [program, 'worker'], {
      cwd: folder,
      env: { ...process.env, QUEUE_URL: redis.url, DATA_DIR: folder, DEVICE: 'cpu', THREADS: '1', LOG_LEVEL: 'debug' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    onTestFinished(() => void worker.kill('SIGKILL'))
    let said = ''
    for (const output of [worker.stdout, worker.stderr]) output.on('data', (text: Buffer) => (said += text.toString()))

    const exchange = openExchange({ queueUrl: redis.url, log: quiet })
    const engines = connectWorkers({ url: redis.url, exchange, bot: 'bot', log: quiet })
    onTestFinished(async () => {
      await engines.stop()
      await exchange.close()
    })
    expect(engines.status.state).toBe('absent')
    await expect.poll(() => engines.status, { timeout: 90_000 }).toMatchObject({ state: 'ready', model: 'duckling' })
    expect(engines.status.subjects.length).toBeGreaterThan(5)

    const request = { mode: 'generate', prompt: 'a duck', seed: 7, size: 64, steps: 4 } as const
    const previews = { everyMilliseconds: 0, edge: 64 }
    const events = await collect(engines.draw('a job', request, new Map(), { previews, keep: 2 }))
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['started', 'step', 'picture', 'done']))
    const picture = events.find((event) => event.type === 'picture')
    expect(picture?.file).toMatchObject({ format: 'png', width: 64, height: 64 })
    expect([...(picture?.file.bytes.slice(0, 4) ?? [])]).toEqual([0x89, 0x50, 0x4e, 0x47])
    expect(picture?.recipe.model.name).toBe('duckling')
    // Its speed was measured there and is known here.
    await expect.poll(() => engines.estimate(request), { timeout: 20_000 }).toBeGreaterThan(0)
    const unknown = collect(engines.draw('another', { ...request, model: 'nothing' }, new Map()))
    await expect(unknown).rejects.toMatchObject({ name: 'UserError', code: 'no-such-model' })

    worker.kill('SIGTERM')
    await expect.poll(() => engines.status.state, { timeout: 30_000 }).toBe('absent')
    expect(said).toContain('This worker draws for the bots of the Redis at 127.0.0.1')
    expect(said).not.toContain(password)
  })
})
