import type { Clock } from '../clock.ts'

export interface TestClock extends Clock {
  /** Moves time forward; what falls due on the way happens in its order. Lets what that starts settle a little. */
  advance(milliseconds: number): Promise<void>
}

/** A clock that stands still until a test moves it. */
export function testClock(start = Date.UTC(2026, 6, 1, 12)): TestClock {
  let now = start
  const timers = new Set<{ readonly at: number; readonly task: () => void }>()
  return {
    now: () => now,
    after(delay, task) {
      const timer = { at: now + delay, task }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    async advance(milliseconds) {
      const end = now + milliseconds
      for (;;) {
        const due = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
        if (due === undefined) break
        timers.delete(due)
        now = Math.max(now, due.at)
        due.task()
        await settle()
      }
      now = end
      await settle()
    },
  }
}

/** One turn of the event loop, for promises and sockets that are already on their way. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
