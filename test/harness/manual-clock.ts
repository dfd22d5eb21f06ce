import type { Clock } from '#src/clock.ts'

/** A clock that stands still until it is moved; timers run in their order while it moves. */
export function manualClock(start = Date.UTC(2026, 0, 1)): Clock & { advance(milliseconds: number): void } {
  let now = start
  let timers: { readonly at: number; readonly task: () => void }[] = []
  return {
    now: () => now,
    after(delay, task) {
      const timer = { at: now + delay, task }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    advance(milliseconds) {
      const end = now + milliseconds
      for (;;) {
        const due = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
        if (due === undefined) break
        timers = timers.filter((other) => other !== due)
        now = Math.max(now, due.at)
        due.task()
      }
      now = end
    },
  }
}
