import { z } from 'zod'
import { jobErrorMessages } from '#src/workers/job-error.ts'
import { isJobName, type JobName } from './jobs.ts'

const jobName = z.custom<JobName>((value) => typeof value === 'string' && isJobName(value))

/** The bot's message: one job. Its input is checked by the schema of its name. */
export const toImageWorker = z.object({ id: z.string(), name: jobName, input: z.unknown() })
export type ToImageWorker = z.infer<typeof toImageWorker>

export const fromImageWorker = z.discriminatedUnion('type', [
  /** Jobs may come. */
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('done'), id: z.string(), output: z.unknown() }),
  ...jobErrorMessages,
])
export type FromImageWorker = z.infer<typeof fromImageWorker>
