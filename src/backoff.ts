/** How long to wait before each new attempt, in milliseconds. */
export interface Backoff {
  /** Before the first new attempt. Each further one waits twice as long. */
  readonly initial: number
  /** At most. */
  readonly max: number
}

/** Milliseconds to wait after `failures` failed attempts in a row; none after no failure. */
export function backoffDelay(failures: number, { initial, max }: Backoff): number {
  return failures <= 0 ? 0 : Math.min(max, initial * 2 ** (failures - 1))
}
