import type { Logger } from 'pino'
import type { Clock } from '#src/clock.ts'
import type { JobQueue, QueuePosition } from '#src/queue/job-queue.ts'
import type { Job } from '#src/store/job.ts'

/** Milliseconds that the queue may settle before all positions are announced. */
const settleTime = 500

/** Tells everyone who waits their position, a moment after the queue has moved. */
export function createPositionAnnouncements(parts: {
  readonly queue: Pick<JobQueue, 'overview'>
  readonly clock: Clock
  readonly log: Logger
  readonly announce: (job: Job, position: QueuePosition) => void
}) {
  const { queue, clock, log, announce } = parts
  let cancel: (() => void) | undefined

  async function announceAll(): Promise<void> {
    try {
      const { waiting } = await queue.overview()
      for (const { job, ...position } of waiting) announce(job, position)
    } catch (error) {
      log.error({ err: error }, 'the queue could not be read')
    }
  }

  return {
    queueMoved(): void {
      cancel ??= clock.after(settleTime, () => {
        cancel = undefined
        void announceAll()
      })
    },
    stop(): void {
      cancel?.()
    },
  }
}
