/** How long to wait before each new attempt, in milliseconds. */
export interface Backoff {
  /** Before the first new attempt. Each further one waits twice as long. */
  readonly first: number
  /** At most. */
  readonly longest: number
}

/** Milliseconds to wait after `failures` failed attempts in a row (1 or more). */
export function backoffDelay(failures: number, { first, longest }: Backoff): number {
  return Math.min(longest, first * 2 ** Math.max(0, failures - 1))
}
