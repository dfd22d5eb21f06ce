import type { Clock } from '@duckrabbit/clock'
import type { Job } from '#src/store/job.ts'
import type { WriteRetries } from '#src/store/write-retries.ts'
import type { Store } from '#src/store/store.ts'
import type { JobEnd } from './job-run.ts'
import type { QueueLog } from './queue-log.ts'

export interface RecordOptions {
  readonly store: { readonly jobs: Pick<Store['jobs'], 'end'> }
  readonly writeRetries: Pick<WriteRetries, 'add'>
  readonly clock: Pick<Clock, 'now'>
  readonly log: QueueLog
}

/**
 * Writes the end of a job and returns the ended job, or null if it had ended before. If the store cannot be written (say, on a
 * full disk), the job is returned all the same, so that the person gets the answer now, and writing is tried again later.
 */
export async function recordEnd(job: Job, end: JobEnd, seconds: number, options: RecordOptions): Promise<Job | null> {
  const { store, writeRetries, clock, log } = options
  const written = { ...end, seconds }
  try {
    return await store.jobs.end(job.id, written)
  } catch (error) {
    log.error({ err: error, job: job.id }, 'The end of a job could not be written; trying again')
    writeRetries.add({
      write: () => store.jobs.end(job.id, written),
      onWritten: (failures) => log.info({ job: job.id, failures }, 'The end of a job is written'),
      onLost: (error) =>
        log.error(
          { err: error, job: job.id },
          'The end of a job was never written; it is drawn again after the next start',
        ),
    })
    const failure = end.state === 'failed' ? end.failure : null
    return { ...job, state: end.state, failure, seconds, endedAt: clock.now() }
  }
}
