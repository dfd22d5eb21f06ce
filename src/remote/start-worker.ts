import { randomBytes } from 'node:crypto'
import { type Clock, systemClock } from '@duckrabbit/clock'
import { backoffDelay } from '#src/backoff.ts'
import { workerWords } from '#src/messages/worker-messages.ts'
import { version as ownVersion } from '#src/version.ts'
import { WorkerSession, type WorkerSessionOptions } from './worker-session.ts'

export interface WorkerOptions extends Omit<WorkerSessionOptions, 'id' | 'clock' | 'lock' | 'version' | 'onGivenUp'> {
  /** Milliseconds of silence after which the worker counts as lost. Default: 30 s. */
  readonly lock?: number
  readonly clock?: Clock
  /** Default: this program's. */
  readonly version?: string
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

/** How long a worker waits before it registers again, after it was given up soon after it had registered. */
const backoff = { initial: 1_000, max: 5 * 60_000 }
/** A session counts as failed if it is given up before it has lasted this many locks. */
const shortSession = 3
/** After this many failed sessions the log says what the reason may be. */
const often = 3

/**
 * Offers an engine to the bots of a Redis. A worker that was given up, for example because its machine slept, registers again:
 * at once at first, and with pauses that grow if that happens again and again.
 */
export function startWorker(options: WorkerOptions): RemoteWorker {
  const { lock = defaultLock, clock = systemClock, version = ownVersion, log } = options
  let isOver = false
  let failures = 0
  let cancelPause: () => void = () => undefined

  function open(): WorkerSession {
    const since = clock.monotonic()
    const id = randomBytes(8).toString('hex')
    return new WorkerSession({ ...options, lock, clock, version, id, onGivenUp: () => openAgain(since) })
  }

  function openAgain(since: number): void {
    failures = clock.monotonic() - since < shortSession * lock ? failures + 1 : 0
    if (failures >= often) log.error({ version, failures }, workerWords.givenUpOften(version))
    cancelPause = clock.after(backoffDelay(failures - 1, backoff), () => {
      if (!isOver) session = open()
    })
  }

  let session = open()
  return {
    get isConnected() {
      return session.isConnected
    },
    async close(graceMilliseconds) {
      isOver = true
      cancelPause()
      await session.close(graceMilliseconds)
    },
    abandon() {
      isOver = true
      cancelPause()
      session.abandon()
    },
  }
}
