import type { Clock } from '#src/clock.ts'

/**
 * Lets the newest of many tasks through, one at a time, with a gap in milliseconds since the one before began.
 *
 * No task begins while an earlier one still runs; tasks that arrive meanwhile replace one another. A failed one is
 * handed to `failed` and the next goes its way.
 */
export function createThrottle(clock: Clock, failed: (error: unknown) => void) {
  let next: { readonly task: () => Promise<void>; readonly gap: number } | undefined
  let running: Promise<void> | undefined
  let last = -Infinity
  let cancelTimer: (() => void) | undefined
  let closed = false

  function pump(): void {
    if (closed || running !== undefined || next === undefined) return
    cancelTimer?.()
    cancelTimer = undefined
    const wait = last + next.gap - clock.now()
    if (wait > 0) {
      cancelTimer = clock.after(wait, pump)
      return
    }
    const { task } = next
    next = undefined
    last = clock.now()
    running = task()
      .catch(failed)
      .finally(() => {
        running = undefined
        pump()
      })
  }

  return {
    push(task: () => Promise<void>, gap: number): void {
      if (closed) return
      next = { task, gap }
      pump()
    },
    /** Drops what waits; resolves when nothing runs any more, so that what is sent after it stays last. */
    async close(): Promise<void> {
      closed = true
      next = undefined
      cancelTimer?.()
      await running
    },
  }
}

export type Throttle = ReturnType<typeof createThrottle>
