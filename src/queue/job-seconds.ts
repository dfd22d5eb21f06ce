import type { Timings } from '#src/renderer/events.ts'
import type { Job } from '#src/store/job.ts'

/** Where the time of one job went, in seconds. Null means not measured, as in a job that an earlier process drew. */
export interface JobSeconds {
  /** Waiting for its turn. */
  readonly queue: number | null
  /** Encoding the prompts. */
  readonly text: number | null
  /** The 64 px stage. */
  readonly stageI: number | null
  /** The 256 px stage. */
  readonly stageII: number | null
  /** Encoding the drawn pictures as files. */
  readonly files: number | null
  /** Putting the message together: readings, steps, and files within Discord's limits. */
  readonly fit: number | null
  /** Sending the message, with every attempt. */
  readonly deliver: number | null
}

/** @param timings of its drawing, or null if it drew nothing, or in another process */
export function jobSeconds(
  { acceptedAt, startedAt }: Pick<Job, 'acceptedAt' | 'startedAt'>,
  timings: Timings | null,
  delivery: Pick<JobSeconds, 'fit' | 'deliver'>,
): JobSeconds {
  return {
    queue: startedAt === null ? null : Math.max(0, startedAt - acceptedAt) / 1000,
    text: timings?.text ?? null,
    stageI: timings?.stages[0] ?? null,
    stageII: timings?.stages[1] ?? null,
    files: timings?.files ?? null,
    ...delivery,
  }
}
