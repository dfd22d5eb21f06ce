import { backoffDelay } from '#src/backoff.ts'
import type { Clock } from '@duckrabbit/clock'

const backoff = { initial: 250, max: 10_000 }

export interface RetryOptions {
  readonly clock: Pick<Clock, 'after' | 'monotonic'>
  /** Milliseconds after which the last error is thrown. */
  readonly timeout: number
  /** Ends the attempts when it aborts. */
  readonly signal?: AbortSignal
}

/** Repeats a failing operation with growing delays until it succeeds or the timeout has passed. */
export async function retry<Result>(
  attempt: () => Promise<Result>,
  { clock, timeout, signal }: RetryOptions,
): Promise<Result> {
  const begun = clock.monotonic()
  for (let failures = 1; ; failures++) {
    signal?.throwIfAborted()
    try {
      return await attempt()
    } catch (error) {
      if (clock.monotonic() - begun > timeout) throw error
    }
    await new Promise<void>((resolve) => {
      const cancel = clock.after(backoffDelay(failures, backoff), resolve)
      signal?.addEventListener('abort', () => (cancel(), resolve()), { once: true })
    })
  }
}
