import type { Clock } from '#src/clock.ts'

/** Time that passes only when it is told to. */
export interface SimulatedClock extends Clock {
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** Goes to the next thing that is due and does it; false when nothing is. */
  next(): boolean
  /** Goes on by so much, doing what is due on the way. */
  advance(milliseconds: number): void
  /** Sets the wall clock forward, or back, as a time server does. No time passes by that. */
  setForward(milliseconds: number): void
}

export function createSimulatedClock(start = Date.UTC(2026, 0, 1)): SimulatedClock {
  let time = 0
  let begun = start
  let order = 0
  const due: { readonly at: number; readonly order: number; readonly task: () => void }[] = []

  function after(delay: number, task: () => void): () => void {
    const entry = { at: time + Math.max(0, delay), order: order++, task }
    due.push(entry)
    due.sort((a, b) => a.at - b.at || a.order - b.order)
    return () => {
      const index = due.indexOf(entry)
      if (index >= 0) due.splice(index, 1)
    }
  }

  function next(until = Infinity): boolean {
    const [first] = due
    if (first === undefined || first.at > until) return false
    due.shift()
    time = first.at
    first.task()
    return true
  }

  return {
    now: () => begun + time,
    monotonic: () => time,
    after,
    next: () => next(),
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const takeBack = after(milliseconds, resolve)
        signal?.addEventListener('abort', () => {
          takeBack()
          reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
        })
      }),
    advance(milliseconds) {
      const until = time + milliseconds
      while (next(until));
      time = until
    },
    setForward(milliseconds) {
      begun += milliseconds
    },
  }
}
