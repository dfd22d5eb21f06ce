import { openSync, readSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Milliseconds between two looks at the event loop. */
const every = 5

/** How long the event loop was blocked since the last reset, in milliseconds. */
export interface Blocking {
  readonly longest: number
  readonly p99: number
  /** The longest time that this thread computed without going back to the event loop. What it waits for a processor does not count. */
  readonly longestWork: number
}

/** Watches the event loop of this process. Linux tells how long its thread really ran. */
export function watchEventLoop() {
  const delay = monitorEventLoopDelay({ resolution: every })
  delay.enable()
  const statistics = openSync('/proc/self/schedstat', 'r')
  const text = Buffer.alloc(100)
  /** Milliseconds for which this thread has run. */
  const ran = (): number => {
    const length = readSync(statistics, text, 0, text.length, 0)
    return Number(text.toString('latin1', 0, length).split(' ')[0]) / 1e6
  }
  let longestWork = 0
  let last = ran()
  setInterval(() => {
    const now = ran()
    longestWork = Math.max(longestWork, now - last)
    last = now
  }, every).unref()
  return {
    read: (): Blocking => ({ longest: delay.max / 1e6, p99: delay.percentile(99) / 1e6, longestWork }),
    reset(): void {
      delay.reset()
      longestWork = 0
      last = ran()
    },
  }
}
