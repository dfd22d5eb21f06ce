import { openSync, readSync } from 'node:fs'
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'

/** Milliseconds between two looks at the event loop. */
const every = 5

/** How long the event loop was blocked since the last reset, in milliseconds. */
export interface Blocking {
  readonly longest: number
  readonly p99: number
  /** The longest time that this thread computed without going back to the event loop. What it waits for a processor does not count. */
  readonly longestWork: number
  /** The longest time that it neither computed nor waited for a processor: for the disk, or for threads that help with a collection. */
  readonly longestWait: number
  /** The longest garbage collection, with what it waited. */
  readonly longestCollection: number
}

/** Watches the event loop of this process. Linux tells how long its thread really ran, and how long it waited for a processor. */
export function watchEventLoop() {
  const delay = monitorEventLoopDelay({ resolution: every })
  delay.enable()
  const statistics = openSync('/proc/self/schedstat', 'r')
  const text = Buffer.alloc(100)
  /** Milliseconds for which this thread has run and has waited for a processor, and the time. */
  const look = () => {
    const length = readSync(statistics, text, 0, text.length, 0)
    const [ran = 0, queued = 0] = text.toString('latin1', 0, length).split(' ').map(Number)
    return { ran: ran / 1e6, queued: queued / 1e6, at: performance.now() }
  }
  let longest = { work: 0, wait: 0, collection: 0 }
  let last = look()
  setInterval(() => {
    const now = look()
    const work = now.ran - last.ran
    const wait = now.at - last.at - work - (now.queued - last.queued) - every
    longest = { ...longest, work: Math.max(longest.work, work), wait: Math.max(longest.wait, wait) }
    last = now
  }, every).unref()
  new PerformanceObserver((list) => {
    const collection = Math.max(longest.collection, ...list.getEntries().map(({ duration }) => duration))
    longest = { ...longest, collection }
  }).observe({ entryTypes: ['gc'] })
  return {
    read: (): Blocking => ({
      longest: delay.max / 1e6,
      p99: delay.percentile(99) / 1e6,
      longestWork: longest.work,
      longestWait: longest.wait,
      longestCollection: longest.collection,
    }),
    reset(): void {
      delay.reset()
      longest = { work: 0, wait: 0, collection: 0 }
      last = look()
    },
  }
}
