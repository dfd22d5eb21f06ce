/** How long to wait before each new attempt, in milliseconds. */
export interface Backoff {
  /** Before the first new attempt. Each further one waits twice as long. */
  readonly first: number
  /** At most. */
  readonly longest: number
}

/** Milliseconds to wait after `failures` failed attempts in a row; none after no failure. */
export function backoffDelay(failures: number, { first, longest }: Backoff): number {
  return failures <= 0 ? 0 : Math.min(longest, first * 2 ** (failures - 1))
}
