import { UserError } from '#src/errors.ts'
import type { Job } from '#src/store/job.ts'
import type { ModerationLog } from '../moderation/moderation-log.ts'

/** Who asked for what, and where. */
export interface ReportFacts {
  readonly guildId: string | null
  readonly personId: string
  readonly channelId: string | null
  readonly text: string
}

/** Refusals that moderators want to know of. Others are about mistakes. */
const reported = new Set([
  'word-blocked',
  'person-blocked',
  'channel-closed',
  'mode-closed',
  'over-limit',
  'quota-used',
  'cooldown',
])

/** Tells moderators what is asked for and what is refused. */
export function createSubmissionReports(log: Pick<ModerationLog, 'add'>) {
  return {
    asked: (report: ReportFacts, { id }: Job): Promise<void> =>
      log.add({ ...report, kind: 'asked', jobId: id, why: null }),
    /** Passes the error on. */
    async refused(report: ReportFacts, error: unknown): Promise<never> {
      if (error instanceof UserError && reported.has(error.code)) {
        const { line } = error.details
        const why = typeof line === 'string' ? `${error.code}: ${line}` : error.code
        await log.add({ ...report, kind: 'refused', jobId: null, why })
      }
      throw error
    },
  }
}

export type SubmissionReports = ReturnType<typeof createSubmissionReports>
