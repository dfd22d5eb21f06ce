import { describe, expect, it, vi } from 'vitest'
import { charge, mayStart, type Contender } from '#src/engine/lineup.ts'
import { createWatchdog, deadlineOf, defaultDeadlines } from '#src/engine/watchdog.ts'

const contender = (id: string, suspect = false, deaths = 0): Contender => ({ id, suspect, deaths })
const ids = (contenders: readonly Contender[]): string[] => contenders.map(({ id }) => id)

describe('who may start', () => {
  it('is everybody, while nobody is suspected', () => {
    const waiting = [contender('a'), contender('b')]
    expect(ids(mayStart(waiting, [contender('c')]))).toEqual(['a', 'b'])
    expect(mayStart(waiting, [])).not.toBe(waiting)
  })

  it('is a suspect alone, once nobody else runs', () => {
    const waiting = [contender('a'), contender('s', true), contender('t', true)]
    expect(ids(mayStart(waiting, []))).toEqual(['s'])
    expect(ids(mayStart(waiting, [contender('c')]))).toEqual([])
  })

  it('is nobody while a suspect runs', () => {
    expect(mayStart([contender('a')], [contender('s', true)])).toEqual([])
  })
})

describe('a death', () => {
  it('is charged to a job that ran alone', () => {
    const alone = contender('a')
    expect(charge([alone], 2)).toEqual([])
    expect(alone).toEqual({ id: 'a', suspect: true, deaths: 1 })
    expect(ids(charge([alone], 2))).toEqual(['a'])
  })

  it('makes suspects of those who ran together, and charges none', () => {
    const both = [contender('a'), contender('b', false, 1)]
    expect(charge(both, 2)).toEqual([])
    expect(both.map(({ suspect, deaths }) => [suspect, deaths])).toEqual([
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
