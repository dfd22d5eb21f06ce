import { describe, expect, it, onTestFinished } from 'vitest'
import { poolOf, startEngines } from '#src/engine/start-engines.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { ForkOptions, ForkWorker } from '#src/workers/fork-worker.ts'
import { collect, scratchFolder } from './scratch-engine.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const request: DrawRequest = { mode: 'generate', prompt: 'slow 30 fox', seed: 7, size: 64 }

describe('several devices of one machine', () => {
  it('draw at the same time, one job each', async () => {
    const engines = startEngines({
      devices: ['cpu', 'cpu'],
      settings: { modelDirs: [], threads: 1, memoryBudget: 1e9, cacheDir: await scratchFolder() },
      backend: new URL('../renderer/stub-backend.ts', import.meta.url).href,
      log: quiet,
    })
    const pool = poolOf(engines)
    onTestFinished(() => pool.stop())
    expect(engines.map(({ name }) => name)).toEqual(['cpu', 'cpu (2)'])
    const areReady = () => engines.every(({ engine }) => engine.status.state === 'ready')
    await expect.poll(areReady, { timeout: 60_000 }).toBe(true)
    const drawings = ['a', 'b'].map((id) => collect(pool.draw(id, request, new Map())))
    expect(pool.reserve?.('c', request, { isolated: false })).toBeNull()
    const drawn = await Promise.all(drawings)
    for (const events of drawn) expect(events.at(-1)?.type).toBe('done')
    // Both engines opened the model and learned its speed.
    for (const { engine } of engines) expect(engine.estimate(request)).toBeGreaterThan(0)
  })

  it('see one GPU each, with their part of the memory and a cache of their own', () => {
    const forked: ForkOptions<unknown>[] = []
    const fork: ForkWorker = (options) => {
      forked.push({ ...options, onMessage: () => undefined, incoming: options.incoming })
      return { pid: 1, send: () => undefined, kill: () => undefined }
    }
    const settings = { modelDirs: [], threads: 1, memoryBudget: 9e9, cacheDir: '/cache' }
    startEngines({ devices: ['cuda:0', 'cuda:1', 'cpu'], settings, log: quiet, fork, environment: {} })
    expect(forked.map(({ env }) => env?.['CUDA_VISIBLE_DEVICES'])).toEqual(['0', '1', undefined])
    expect(forked.map(({ settings: given }) => given)).toMatchObject([
      { device: 'cuda', memoryBudget: 3e9, cacheDir: '/cache' },
      { device: 'cuda', cacheDir: '/cache/devices/1' },
      { device: 'cpu' },
    ])
    forked.length = 0
    startEngines({ devices: ['cuda:1'], settings, log: quiet, fork, environment: { CUDA_VISIBLE_DEVICES: '4, 6' } })
    expect(forked[0]?.env?.['CUDA_VISIBLE_DEVICES']).toBe('6')
  })
})
