/** Time, handed in so that tests decide how it passes. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls `task` once, `delay` milliseconds from now. The returned function cancels it. */
  after(delay: number, task: () => void): () => void
}

/** Real time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, task) {
    const timer = setTimeout(task, delay)
    // A pending deadline must not keep a process alive that has nothing else to do.
    timer.unref()
    return () => clearTimeout(timer)
  },
}
