import type { Clock } from '#src/clock.ts'
import type { Job } from '#src/store/job.ts'
import type { Store } from '#src/store/store.ts'
import { writeLater } from '#src/store/write-later.ts'
import type { JobEnd } from './job-run.ts'
import type { QueueLog } from './queue-log.ts'

export interface RecordOptions {
  readonly store: { readonly jobs: Pick<Store['jobs'], 'end'> }
  readonly clock: Clock
  readonly log: QueueLog
}

/**
 * Writes the end of a job and returns the ended job; null if it had ended before. If the store cannot be written (say, on a
 * full disk), the job is returned all the same, so that the person gets the answer now. Writing is retried after growing
 * delays.
 */
export async function recordEnd(job: Job, end: JobEnd, seconds: number, options: RecordOptions): Promise<Job | null> {
  const { store, clock, log } = options
  const written = end.state === 'failed' ? { ...end, seconds } : { state: end.state, seconds }
  try {
    return await store.jobs.end(job.id, written)
  } catch (error) {
    log.error({ err: error, job: job.id }, 'The end of a job could not be written; trying again')
    writeLater(() => store.jobs.end(job.id, written), {
      clock,
      onWritten: (failures) => log.info({ job: job.id, failures }, 'The end of a job is written'),
    })
    const failure = end.state === 'failed' ? end.failure : null
    return { ...job, state: end.state, failure, seconds, endedAt: clock.now() }
  }
}
