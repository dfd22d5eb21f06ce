import { randomBytes } from 'node:crypto'
import { type Clock, systemClock } from '@duckrabbit/clock'
import { WorkerSession, type WorkerSessionOptions } from './worker-session.ts'

export interface WorkerOptions extends Omit<WorkerSessionOptions, 'id' | 'clock' | 'lock' | 'onGivenUp'> {
  /** Milliseconds of silence after which the worker counts as lost. Default: 30 s. */
  readonly lock?: number
  readonly clock?: Clock
}

export interface RemoteWorker {
  /** Whether Redis answers it. */
  readonly isConnected: boolean
  /** Takes no more jobs. Running ones may finish within `graceMilliseconds`. Other workers draw the rest. */
  close(graceMilliseconds: number): Promise<void>
  /** Ends abruptly, like a killed process. */
  abandon(): void
}

/** Milliseconds of silence after which a worker counts as lost. */
export const defaultLock = 30_000

/** Offers an engine to the bots of a Redis. A worker that was given up, for example because its machine slept, registers again. */
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
