import type { Clock } from '../clock.ts'

export interface TestClock extends Clock {
  /** Moves time forward and runs everything that falls due, in order. */
  advance(milliseconds: number): Promise<void>
  /** Sets the wall clock forward, or back, as a time server does. No time passes by that. */
  setForward(milliseconds: number): void
}

/** A clock that stands still until a test moves it. */
export function testClock(start = Date.UTC(2026, 6, 1, 12)): TestClock {
  let passed = 0
  let begun = start
  const timers = new Set<{ readonly at: number; readonly task: () => void }>()
  return {
    now: () => begun + passed,
    monotonic: () => passed,
    after(delay, task) {
      const timer = { at: passed + delay, task }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    async advance(milliseconds) {
      const end = passed + milliseconds
      for (;;) {
        const due = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
        if (due === undefined) break
        timers.delete(due)
        passed = Math.max(passed, due.at)
        due.task()
        await settle()
      }
      passed = end
      await settle()
    },
    setForward(milliseconds) {
      begun += milliseconds
    },
  }
}

/** One turn of the event loop, for promises and sockets in progress. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
