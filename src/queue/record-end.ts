import { backoffDelay } from '#src/backoff.ts'
import type { Clock } from '#src/clock.ts'
import type { Job } from '#src/store/job.ts'
import type { Store } from '#src/store/store.ts'
import type { JobEnd } from './job-run.ts'
import type { QueueLog } from './queue-log.ts'

export interface RecordOptions {
  readonly store: { readonly jobs: Pick<Store['jobs'], 'end'> }
  readonly clock: Clock
  readonly log: QueueLog
}

/** Waiting time before an end that could not be written is written again, in milliseconds. */
const writeBackoff = { first: 1_000, longest: 60_000 }

/**
 * Writes the end of a job and returns the ended job; null if it had ended before. If the store cannot be written, say on
 * a full disk, the end is kept in memory and written again after growing delays, so that the person is told now.
 */
export async function recordEnd(job: Job, end: JobEnd, seconds: number, options: RecordOptions): Promise<Job | null> {
  const { store, clock, log } = options
  const written = end.state === 'failed' ? { ...end, seconds } : { state: end.state, seconds }
  try {
    return await store.jobs.end(job.id, written)
  } catch (error) {
    log.error({ err: error, job: job.id }, 'The end of a job could not be written; trying again')
    writeLater(1)
    const failure = end.state === 'failed' ? end.failure : null
    return { ...job, state: end.state, failure, seconds, endedAt: clock.now() }
  }

  function writeLater(failures: number): void {
    clock.after(backoffDelay(failures, writeBackoff), () => {
      store.jobs.end(job.id, written).then(
        () => log.info({ job: job.id, failures }, 'The end of a job is written'),
        () => writeLater(failures + 1),
      )
    })
  }
}
