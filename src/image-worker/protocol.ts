import { z } from 'zod'
import { faults } from '#src/workers/job-error.ts'
import { isJobName, type JobName } from './jobs.ts'

const jobName = z.custom<JobName>((value) => typeof value === 'string' && isJobName(value))

/** What the bot says: one job. What it asks is checked by the schema of its name. */
export const toImageWorker = z.object({ id: z.string(), name: jobName, ask: z.unknown() })
export type ToImageWorker = z.infer<typeof toImageWorker>

export const fromImageWorker = z.discriminatedUnion('type', [
  /** The first message. */
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('done'), id: z.string(), answer: z.unknown() }),
  ...faults,
])
export type FromImageWorker = z.infer<typeof fromImageWorker>
