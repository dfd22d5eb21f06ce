import type { Logger } from 'pino'
import { optional } from '#src/log/optional.ts'
import type { JobSeconds } from '#src/queue/job-seconds.ts'
import type { Job } from '#src/store/job.ts'
import type { Store } from '#src/store/store.ts'

export interface EndReport {
  readonly job: Job
  readonly seconds: JobSeconds
  /** Whether the person has the answer; see `Delivery`. */
  readonly outcome: 'delivered' | 'owed'
}

/** Called once for each job that has ended, when its answer has arrived or nothing reaches the person. */
export type ReportEnd = (report: EndReport) => Promise<void>

/** Writes one line for each ended job. It names the person's id, but neither name nor prompt. */
export function createReportEnd({
  store,
  log,
  onEnd,
}: {
  readonly store: Pick<Store, 'results'>
  readonly log: Logger
  readonly onEnd?: (report: EndReport) => void
}): ReportEnd {
  return async (report) => {
    onEnd?.(report)
    const { job, seconds, outcome } = report
    const results = (await optional(log, 'the pictures of a job', () => store.results.ofJob(job.id))) ?? []
    const pictures = results.filter(({ role }) => role === 'picture')
    const [first] = pictures
    const facts = {
      job: job.id,
      person: job.personId,
      mode: job.request.mode,
      state: job.state,
      outcome,
      ...(first !== undefined && { size: `${first.width}x${first.height}`, pictures: pictures.length }),
      ...(job.failure !== null && { failure: job.failure.code }),
      seconds: measured(seconds),
    }
    log.info(facts, 'a job has ended')
  }
}

/** The measured seconds, to the millisecond. */
function measured(seconds: JobSeconds): Readonly<Record<string, number>> {
  const known = Object.entries(seconds).filter((entry): entry is [string, number] => entry[1] !== null)
  return Object.fromEntries(known.map(([phase, value]) => [phase, Math.round(value * 1000) / 1000]))
}
