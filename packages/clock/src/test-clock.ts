import type { Clock } from './clock.ts'

/** A clock that stands still until a test moves it. */
export interface TestClock extends Clock {
  /** Moves time forward and runs the timers that fall due, in order. Each is given one turn of the event loop. */
  advance(milliseconds: number): Promise<void>
  /** Moves time forward and runs the timers that fall due, in order, before it returns. */
  advanceSync(milliseconds: number): void
  /** Goes to the next timer and runs it. False if there is none. */
  next(): boolean
  /** Sets the wall clock forward, or back, as a time server does. No time passes by that. */
  setForward(milliseconds: number): void
}

interface Timer {
  readonly at: number
  readonly task: () => void
}

/** @param start what `now` says at first, in milliseconds since 1970 */
export function testClock(start = Date.UTC(2026, 6, 1, 12)): TestClock {
  let passed = 0
  let wallClock = start
  /** Sorted by time. Timers of the same moment run in the order in which they were set. */
  let timers: readonly Timer[] = []

  function next(until = Infinity): boolean {
    const [first, ...rest] = timers
    if (first === undefined || first.at > until) return false
    timers = rest
    passed = first.at
    first.task()
    return true
  }

  return {
    now: () => wallClock + passed,
    monotonic: () => passed,
    after(delay, task) {
      const timer = { at: passed + Math.max(0, delay), task }
      timers = [...timers, timer].sort((a, b) => a.at - b.at)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    next: () => next(),
    async advance(milliseconds) {
      const end = passed + milliseconds
      while (next(end)) await turnOfEventLoop()
      passed = end
      await turnOfEventLoop()
    },
    advanceSync(milliseconds) {
      const end = passed + milliseconds
      while (next(end));
      passed = end
    },
    setForward(milliseconds) {
      wallClock += milliseconds
    },
  }
}

/** Lets promises and sockets in progress move on. */
const turnOfEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
