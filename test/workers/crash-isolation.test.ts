import { describe, expect, it, vi } from 'vitest'
import { recordDeath, startable, type IsolatedJob } from '#src/workers/crash-isolation.ts'
import { createWatchdog, deadlineOf, defaultDeadlines } from '#src/engine/watchdog.ts'

const contender = (id: string, isolated = false, deaths = 0): IsolatedJob => ({ id, isolated, deaths })
const ids = (contenders: readonly IsolatedJob[]): string[] => contenders.map(({ id }) => id)

describe('who may start', () => {
  it('is everybody, while nobody is suspected', () => {
    const waiting = [contender('a'), contender('b')]
    expect(ids(startable(waiting, [contender('c')]))).toEqual(['a', 'b'])
    expect(startable(waiting, [])).not.toBe(waiting)
  })

  it('is the isolated job alone, once nobody else runs', () => {
    const waiting = [contender('a'), contender('s', true), contender('t', true)]
    expect(ids(startable(waiting, []))).toEqual(['s'])
    expect(ids(startable(waiting, [contender('c')]))).toEqual([])
  })

  it('is nobody while an isolated job runs', () => {
    expect(startable([contender('a')], [contender('s', true)])).toEqual([])
  })
})

describe('a death', () => {
  it('is charged to a job that ran alone', () => {
    const alone = contender('a')
    expect(recordDeath([alone], 2)).toEqual([])
    expect(alone).toEqual({ id: 'a', isolated: true, deaths: 1 })
    expect(ids(recordDeath([alone], 2))).toEqual(['a'])
  })

  it('isolates those that ran together and blames none', () => {
    const both = [contender('a'), contender('b', false, 1)]
    expect(recordDeath(both, 2)).toEqual([])
    expect(both.map(({ isolated, deaths }) => [isolated, deaths])).toEqual([
      [true, 0],
      [true, 1],
    ])
  })
})

describe('deadlines', () => {
  it('follow what a run took before, from a generous floor', () => {
    const { runFloor, runFactor, firstRun } = defaultDeadlines
    expect(deadlineOf({ kind: 'running', expected: 0.07 }, defaultDeadlines)).toBe(runFloor)
    expect(deadlineOf({ kind: 'running', expected: 30 }, defaultDeadlines)).toBe(30 * runFactor)
    expect(deadlineOf({ kind: 'running' }, defaultDeadlines)).toBe(firstRun)
    expect(deadlineOf({ kind: 'idle' }, defaultDeadlines)).toBeNull()
  })

  it('start anew with every activity, and end with idleness', () => {
    vi.useFakeTimers()
    try {
      const hung = vi.fn()
      const watchdog = createWatchdog({ ...defaultDeadlines, between: 10 }, hung)
      for (let i = 0; i < 3; i++) {
        watchdog.watch({ kind: 'between' })
        vi.advanceTimersByTime(9000)
      }
      watchdog.watch({ kind: 'idle' })
      vi.advanceTimersByTime(1e9)
      expect(hung).not.toHaveBeenCalled()
      watchdog.watch({ kind: 'between' })
      vi.advanceTimersByTime(10_000)
      expect(hung).toHaveBeenCalledExactlyOnceWith({ kind: 'between' }, 10)
    } finally {
      vi.useRealTimers()
    }
  })
})
