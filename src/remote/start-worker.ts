import { randomBytes } from 'node:crypto'
import { type Clock, systemClock } from '@duckrabbit/clock'
import { WorkerSession, type WorkerSessionOptions } from './worker-session.ts'

export interface WorkerOptions extends Omit<WorkerSessionOptions, 'id' | 'clock' | 'lock' | 'onGivenUp'> {
  /** Milliseconds after which the worker is given up if nothing is heard of it. Default: 30 s. */
  readonly lock?: number
  readonly clock?: Clock
}

export interface RemoteWorker {
  /** Whether Redis answers it. */
  readonly isConnected: boolean
  /** Takes no more work. What runs may end within `graceMilliseconds`; the rest is drawn elsewhere. */
  close(graceMilliseconds: number): Promise<void>
  /** Ends without a word, as a process does that is killed. */
  abandon(): void
}

/** Milliseconds after which a worker of which nothing is heard is given up. */
export const defaultLock = 30_000

/** Offers an engine to the bots of a Redis. A worker that was given up, say because its machine slept, begins anew. */
export function startWorker({ lock = defaultLock, clock = systemClock, ...options }: WorkerOptions): RemoteWorker {
  let isOver = false
  const open = (): WorkerSession =>
    new WorkerSession({
      ...options,
      lock,
      clock,
      id: randomBytes(8).toString('hex'),
      onGivenUp: () => {
        if (!isOver) session = open()
      },
    })
  let session = open()
  return {
    get isConnected() {
      return session.isConnected
    },
    async close(graceMilliseconds) {
      isOver = true
      await session.close(graceMilliseconds)
    },
    abandon() {
      isOver = true
      session.abandon()
    },
  }
}
