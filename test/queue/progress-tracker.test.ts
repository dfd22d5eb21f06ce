import { describe, expect, it } from 'vitest'
import type { EngineEvent, StageOutline } from '#src/renderer/events.ts'
import { createProgressTracker } from '#src/queue/progress-tracker.ts'
import { exampleRecipe } from '#test/store/examples.ts'

const stage = (steps: number, seconds: number | null): StageOutline => ({
  name: 'a stage',
  width: 64,
  height: 64,
  steps,
  seconds,
})

function started(stages: readonly StageOutline[], total: number): EngineEvent {
  const { request } = exampleRecipe()
  return { type: 'started', model: 'fake', request, count: 1, stages, total, notices: [] }
}

function step(stage: number, done: number, total: number): EngineEvent {
  return { type: 'step', picture: 0, stage, step: 1, steps: 1, done, total, timestep: 0 }
}

describe('progress', () => {
  it('weighs steps by their cost', () => {
    const time = { now: 0 }
    const tracker = createProgressTracker(() => time.now)
    tracker.update(started([stage(20, 2), stage(10, 8)], 30))
    expect(tracker.progress()).toEqual({ fraction: 0, secondsLeft: 10 })
    for (let done = 1; done <= 20; done++) tracker.update(step(0, done, 30))
    expect(tracker.progress().fraction).toBeCloseTo(0.2)
    tracker.update(step(1, 25, 30))
    expect(tracker.progress().fraction).toBeCloseTo(0.6)
  })

  it('follows the job’s own pace once it is measured', () => {
    const time = { now: 0 }
    const tracker = createProgressTracker(() => time.now)
    tracker.update(started([stage(10, 10)], 10))
    tracker.update(step(0, 1, 10))
    time.now = 8000
    tracker.update(step(0, 5, 10))
    expect(tracker.progress().secondsLeft).toBeCloseTo(8)
  })

  it('reports no time before anything was measured, and starts over after an engine death', () => {
    const tracker = createProgressTracker(() => 0)
    tracker.update(started([stage(10, null)], 20))
    tracker.update(step(0, 10, 20))
    expect(tracker.progress()).toEqual({ fraction: 0.5, secondsLeft: null })
    tracker.update({ type: 'interrupted', deaths: 1 })
    expect(tracker.progress().fraction).toBe(0)
  })
})
