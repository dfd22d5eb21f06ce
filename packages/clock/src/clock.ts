/** Time, handed in so that tests decide how it passes. */
export interface Clock {
  /**
   * Milliseconds since 1970, for times that are shown, stored or compared with Discord's. The machine's owner or a time
   * server may set it back or forward at any moment, so it measures no interval.
   */
  now(): number
  /** Milliseconds since any fixed moment. It never goes back, so the difference of two readings is an interval. */
  monotonic(): number
  /** Calls `task` once, `delay` milliseconds from now. The returned function cancels it. */
  after(delay: number, task: () => void): () => void
}

/** Real time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(delay, task) {
    const timer = setTimeout(task, delay)
    // A pending deadline must not keep a process alive that has nothing else to do.
    timer.unref()
    return () => clearTimeout(timer)
  },
}
