import { setTimeout as sleep } from 'node:timers/promises'
import type { DeviceEngine } from '#src/engine/start-engine.ts'
import { exampleRecipe } from '#test/store/examples.ts'
import { noTimings } from '#test/harness/no-timings.ts'

/** Milliseconds of a step. */
const stepTime = 50

/** An engine that draws in real time, without networks: `… 20 steps` in a prompt is how long. */
export function timedEngine(
  capacity: number,
): Pick<DeviceEngine, 'draw' | 'status' | 'onStatus' | 'facts' | 'onFacts' | 'networkUse'> {
  const networkUse = { calls: 0, rows: 0 }
  return {
    async *draw(id, request, _, { signal } = {}) {
      const steps = Number(/(\d+) steps/.exec('prompt' in request ? (request.prompt ?? '') : '')?.[1] ?? 10)
      const stage = { name: 'stage I', width: 64, height: 64, steps, seconds: null }
      const { request: resolved } = exampleRecipe()
      yield { type: 'started', model: 'timed', request: resolved, count: 1, stages: [stage], total: steps, notices: [] }
      for (let step = 1; step <= steps; step++) {
        await sleep(stepTime)
        signal?.throwIfAborted()
        networkUse.calls += 1
        networkUse.rows += 2
        yield { type: 'step', picture: 0, stage: 0, step, steps, done: step, total: steps, timestep: 1000 - step }
      }
      const bytes = new TextEncoder().encode(`\x89PNG of ${id}`)
      const file = { bytes, format: 'png', width: 64, height: 64 } as const
      yield { type: 'picture', picture: 0, seed: 7, recipe: exampleRecipe(), file }
      yield { type: 'done', timings: noTimings }
    },
    status: { state: 'ready', failure: null, model: 'timed', device: 'cpu', subjects: [], capacity, deaths: 0 },
    onStatus: () => () => undefined,
    facts: { models: [], speeds: {}, loaded: [], loadSeconds: {} },
    onFacts: () => () => undefined,
    networkUse,
  }
}
