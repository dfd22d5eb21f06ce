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
  it('draws real pictures for a bot elsewhere, says what it has, serves its metrics, and never says the password', async () => {
    const password = 'correct-horse-battery'
    const redis = await startRedis(await scratchFolder(), { password })
    onTestFinished(() => redis.stop())
    const program = fileURLToPath(new URL('../../bin/duckrabbit.js', import.meta.url))
    const folder = await scratchFolder()
    const worker = spawn(process.execPath, [program, 'worker'], {
      cwd: folder,
      env: {
        ...process.env,
        QUEUE_URL: redis.url,
        DATA_DIR: folder,
        DEVICE: 'cpu',
        THREADS: '1',
        LOG_LEVEL: 'debug',
        METRICS_PORT: '0',
      },
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

    const url = /Metrics and health: (\S+)\/metrics/.exec(said)?.[1]
    const metrics = await (await fetch(`${url}/metrics`)).text()
    expect(metrics).toContain('duckrabbit_drawn_steps_total{stage="1"} 4')
    expect(metrics).toContain('duckrabbit_drawings_total{mode="generate",outcome="done"} 1')
    expect(metrics).toContain('duckrabbit_drawings_total{mode="generate",outcome="failed"} 1')
    expect(metrics).toContain('duckrabbit_drawing_phase_seconds_count{phase="stage-1"} 1')
    expect(metrics).toContain('duckrabbit_workers{device="cpu",state="ready"} 1')
    expect(metrics).toMatch(/duckrabbit_worker_resident_memory_bytes\{worker="engine on cpu"\} \d{7,}/)
    const calls = Number(/^duckrabbit_network_calls_total (\d+)$/m.exec(metrics)?.[1])
    expect(calls).toBeGreaterThanOrEqual(4)
    // The bot shows the same for all workers together.
    await expect.poll(() => engines.networkUse.calls).toBe(calls)
    expect(engines.members).toMatchObject([{ status: { device: 'cpu', state: 'ready' } }])
    expect((await fetch(`${url}/readyz`)).status).toBe(200)

    worker.kill('SIGTERM')
    await expect.poll(() => engines.status.state, { timeout: 30_000 }).toBe('absent')
    expect(said).toContain('This worker draws for the bots of the Redis at 127.0.0.1')
    expect(said).not.toContain(password)
  })
})
