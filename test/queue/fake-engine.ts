import type { TestClock } from '@duckrabbit/clock/testing'
import { EngineStopped, type Engine, type EngineDrawOptions, type EngineStatus } from '#src/engine/engine.ts'
import type { EngineEvent } from '#src/renderer/events.ts'
import { UserError } from '#src/errors.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import { exampleRecipe } from '#test/store/examples.ts'
import { noTimings } from '../harness/no-timings.ts'

/** What was asked of the engine, and when. */
export interface Drawn {
  readonly id: string
  readonly prompt: string
  readonly at: number
  readonly options: EngineDrawOptions
  readonly pictures: readonly string[]
}

/**
 * An engine that takes simulated time: `… 20s` in a prompt is how long it draws, a second per step. `fault` fails,
 * `refuse` is a fault of the person, `die` is interrupted once.
 */
export interface FakeEngine extends Engine {
  readonly drawn: Drawn[]
  /** How many jobs wait for time to pass. */
  readonly asleep: number
  setCapacity(capacity: number): void
}

export function createFakeEngine(clock: TestClock): FakeEngine {
  const drawn: Drawn[] = []
  const listeners = new Set<(status: EngineStatus) => void>()
  const stopping = new AbortController()
  let asleep = 0
  let status: EngineStatus = {
    state: 'ready',
    failure: null,
    model: 'fake',
    device: 'fake',
    subjects: [],
    capacity: 1,
    deaths: 0,
  }

  const sleep = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const cancel = clock.after(1000, resolve)
      signal.addEventListener('abort', () => {
        cancel()
        reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
      })
    })

  async function pass(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    asleep++
    try {
      await sleep(signal === undefined ? stopping.signal : AbortSignal.any([signal, stopping.signal]))
    } finally {
      asleep--
    }
  }

  return {
    drawn,
    networkUse: { calls: 0, rows: 0 },
    pid: undefined,
    get asleep() {
      return asleep
    },
    get status() {
      return status
    },
    setCapacity(capacity) {
      status = { ...status, capacity }
      for (const listener of listeners) listener(status)
    },

    async *draw(id, request, pictures, options = {}): AsyncGenerator<EngineEvent, void, undefined> {
      const prompt = promptOf(request)
      drawn.push({ id, prompt, at: clock.now(), options, pictures: [...pictures.keys()] })
      const steps = secondsOf(prompt)
      const stage = { name: 'stage I', width: 64, height: 64, steps, seconds: steps }
      const { request: resolved } = exampleRecipe()
      yield { type: 'started', model: 'fake', request: resolved, count: 1, stages: [stage], total: steps, notices: [] }
      for (let step = 1; step <= steps; step++) {
        await pass(options.signal)
        if (prompt.includes('fault')) throw new Error('the engine is at fault')
        if (prompt.includes('refuse')) throw new UserError('refused', 'That cannot be painted; ask for something else.')
        const place = { picture: 0, stage: 0, step, steps, done: step, total: steps, timestep: 1000 - step }
        yield { type: 'step', ...place }
        if (prompt.includes('die') && step === 1) yield { type: 'interrupted', deaths: 1 }
      }
      const bytes = new TextEncoder().encode(`\x89PNG of ${id}`)
      const file = { bytes, format: 'png', width: 64, height: 64 } as const
      yield { type: 'picture', picture: 0, seed: 7, recipe: exampleRecipe(), file, strip: file }
      yield { type: 'done', timings: { ...noTimings, total: steps, network: steps, stages: [steps] } }
    },

    estimate: (request) => secondsOf(promptOf(request)),
    onStatus(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop() {
      stopping.abort(new EngineStopped('The engine was stopped'))
      return Promise.resolve()
    },
  }
}

function promptOf(request: DrawRequest): string {
  return 'prompt' in request ? (request.prompt ?? '') : ''
}

function secondsOf(prompt: string): number {
  return Number(/(\d+)s\b/.exec(prompt)?.[1] ?? 10)
}
