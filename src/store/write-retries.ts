import type { Clock } from '@duckrabbit/clock'
import { backoffDelay } from '#src/backoff.ts'

/** Waiting time before a failed write is tried again, in milliseconds. */
const writeBackoff = { initial: 1_000, max: 60_000 }

export interface RetriedWrite {
  write(): Promise<unknown>
  /** Called with the number of failed attempts. */
  onWritten(failures: number): void
  /** Called when the process stops and the last attempt has failed too. */
  onLost(error: unknown): void
}

/** Repeats failed writes. A full disk, for example, may have room again at any moment. */
export interface WriteRetries {
  /** Repeats a write that has just failed, after growing delays, until it succeeds. */
  add(late: RetriedWrite): void
  /** Tries all remaining writes once more, now. Call it before the store is closed. */
  close(): Promise<void>
}

interface Pending {
  readonly late: RetriedWrite
  failures: number
  cancelTimer?: () => void
  attempt?: Promise<void>
}

export function createWriteRetries(clock: Pick<Clock, 'after'>): WriteRetries {
  const pending = new Set<Pending>()
  let closed = false

  function schedule(one: Pending): void {
    one.cancelTimer = clock.after(backoffDelay(one.failures, writeBackoff), () => {
      one.attempt = attempt(one)
    })
  }

  async function attempt(one: Pending): Promise<void> {
    try {
      await one.late.write()
    } catch (error) {
      one.failures += 1
      if (closed) one.late.onLost(error)
      else schedule(one)
      return
    }
    pending.delete(one)
    one.late.onWritten(one.failures)
  }

  return {
    add(late) {
      const one = { late, failures: 1 }
      pending.add(one)
      schedule(one)
    },
    async close() {
      for (const one of pending) {
        one.cancelTimer?.()
        await one.attempt
        one.cancelTimer?.()
      }
      closed = true
      for (const one of pending) await attempt(one)
    },
  }
}
