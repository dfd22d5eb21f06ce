import type { Clock } from '@duckrabbit/clock'

/**
 * Runs the newest of many tasks, one at a time, each at least a gap (in milliseconds) after the previous one began.
 *
 * A task that arrives while another one runs or waits replaces the one that waits. When a task fails, `onFailure` gets
 * its error and the next one runs.
 */
export function createThrottle(clock: Pick<Clock, 'monotonic' | 'after'>, onFailure: (error: unknown) => void) {
  let next: { readonly task: () => Promise<void>; readonly gap: number } | undefined
  let running: Promise<void> | undefined
  let lastBegan = -Infinity
  let cancelTimer: (() => void) | undefined
  let closed = false

  function startNext(): void {
    if (closed || running !== undefined || next === undefined) return
    cancelTimer?.()
    cancelTimer = undefined
    const wait = lastBegan + next.gap - clock.monotonic()
    if (wait > 0) {
      cancelTimer = clock.after(wait, startNext)
      return
    }
    const { task } = next
    next = undefined
    lastBegan = clock.monotonic()
    running = task()
      .catch(onFailure)
      .finally(() => {
        running = undefined
        startNext()
      })
  }

  return {
    push(task: () => Promise<void>, gap: number): void {
      if (closed) return
      next = { task, gap }
      startNext()
    },
    /**
     * Drops the waiting task. Resolves when nothing runs any more, so that a message sent afterwards is the last one.
     */
    async close(): Promise<void> {
      closed = true
      next = undefined
      cancelTimer?.()
      await running
    },
  }
}

export type Throttle = ReturnType<typeof createThrottle>
