import { backoffDelay } from '#src/backoff.ts'
import type { Clock } from '#src/clock.ts'

/** Waiting time before a failed write is tried again, in milliseconds. */
const writeBackoff = { first: 1_000, longest: 60_000 }

/**
 * Repeats a write that has just failed, after growing delays, until it succeeds. A full disk may be empty again at any
 * moment. `onWritten` gets the number of attempts that failed.
 */
export function writeLater(
  write: () => Promise<unknown>,
  { clock, onWritten }: { readonly clock: Pick<Clock, 'after'>; readonly onWritten: (failures: number) => void },
): void {
  const tryAgain = (failures: number): void => {
    clock.after(backoffDelay(failures, writeBackoff), () => {
      write().then(
        () => onWritten(failures),
        () => tryAgain(failures + 1),
      )
    })
  }
  tryAgain(1)
}
