import { describe, expect, it } from 'vitest'
import { deadlineOf, defaultDeadlines } from '#src/engine/deadlines.ts'

describe('deadlines', () => {
  it('follow the duration of earlier runs, with a generous minimum', () => {
    const { runFloor, runFactor, firstRun } = defaultDeadlines
    expect(deadlineOf({ kind: 'running', expected: 0.07 }, defaultDeadlines)).toBe(runFloor)
    expect(deadlineOf({ kind: 'running', expected: 30 }, defaultDeadlines)).toBe(30 * runFactor)
    expect(deadlineOf({ kind: 'running' }, defaultDeadlines)).toBe(firstRun)
    expect(deadlineOf({ kind: 'idle' }, defaultDeadlines)).toBeNull()
  })
})
