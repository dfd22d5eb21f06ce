import type { Logger } from 'pino'
import type { Clock } from '@duckrabbit/clock'
import type { JobQueue, QueuePosition } from '#src/queue/job-queue.ts'
import { createTurns } from '#src/turns.ts'
import type { Job } from '#src/store/job.ts'

/** Milliseconds that the queue may settle before all positions are announced. */
const settleTime = 500
/**
 * Milliseconds between two announcements to up to `crowd` people. With more people announcements are rarer, as
 * Discord's limits require.
 */
const shortestGap = 2_500
const maxGap = 60_000
const crowd = 10
/** Milliseconds for which announcements may follow each other before the event loop goes on with something else. */
const turnBudget = 5

/**
 * Shows every waiting person their position, a moment after the queue has changed. All positions are of the same
 * moment, so that no two messages show the same one.
 */
export function createPositionAnnouncements(parts: {
  readonly queue: Pick<JobQueue, 'overview' | 'progress'>
  readonly clock: Clock
  readonly log: Logger
  readonly announce: (job: Job, position: QueuePosition) => void
}) {
  const { queue, clock, log, announce } = parts
  let cancel: (() => void) | undefined
  let nextAllowed = -Infinity
  let stopped = false
  const turns = createTurns(turnBudget, clock.monotonic)

  async function announceAll(): Promise<void> {
    try {
      const { waiting } = await queue.overview()
      nextAllowed = clock.monotonic() + Math.min(maxGap, shortestGap * Math.max(1, Math.ceil(waiting.length / crowd)))
      for (const { job, ...position } of waiting) {
        await turns()
        if (stopped) return
        // It may have begun since the queue was read.
        if (queue.progress(job.id) === null) announce(job, position)
      }
    } catch (error) {
      log.error({ err: error }, 'the queue could not be read')
    }
  }

  return {
    queueMoved(): void {
      const wait = Math.max(settleTime, nextAllowed - clock.monotonic())
      cancel ??= clock.after(wait, () => {
        cancel = undefined
        void announceAll()
      })
    },
    stop(): void {
      stopped = true
      cancel?.()
    },
  }
}
