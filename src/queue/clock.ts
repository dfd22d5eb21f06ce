/** Time, handed in so that tests decide how it passes. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls `task` once, `delay` milliseconds from now; the returned function takes it back. */
  after(delay: number, task: () => void): () => void
}
