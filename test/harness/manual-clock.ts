import type { Clock } from '#src/clock.ts'

export interface ManualClock extends Clock {
  /** Lets time pass; timers run in their order. */
  advance(milliseconds: number): void
  /** Sets the wall clock forward, or back, as a time server does. No time passes by that. */
  setForward(milliseconds: number): void
}

/** A clock that stands still until it is moved; timers run in their order while it moves. */
export function manualClock(start = Date.UTC(2026, 0, 1)): ManualClock {
  let passed = 0
  let begun = start
  let timers: { readonly at: number; readonly task: () => void }[] = []
  return {
    now: () => begun + passed,
    monotonic: () => passed,
    after(delay, task) {
      const timer = { at: passed + delay, task }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    advance(milliseconds) {
      const end = passed + milliseconds
      for (;;) {
        const due = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
        if (due === undefined) break
        timers = timers.filter((other) => other !== due)
        passed = Math.max(passed, due.at)
        due.task()
      }
      passed = end
    },
    setForward(milliseconds) {
      begun += milliseconds
    },
  }
}
