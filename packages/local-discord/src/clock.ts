/** The server's time. Tests pass their own clock and decide when a token expires. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
  /** Milliseconds since any fixed moment. It never goes back, so intervals are measured with it. */
  monotonic(): number
  /** Calls `task` once, `delay` milliseconds from now; the returned function cancels it. */
  after(delay: number, task: () => void): () => void
}

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
