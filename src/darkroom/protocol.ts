import { z } from 'zod'
import { isJobName, type JobName } from './jobs.ts'

const jobName = z.custom<JobName>((value) => typeof value === 'string' && isJobName(value))

/** What the bot says: one job. What it asks is checked by the schema of its name. */
export const toDarkroom = z.object({ id: z.string(), name: jobName, ask: z.unknown() })
export type ToDarkroom = z.infer<typeof toDarkroom>

export const fromDarkroom = z.discriminatedUnion('type', [
  /** The first message. */
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('done'), id: z.string(), answer: z.unknown() }),
  /** A person's fault: becomes a `UserError` again. */
  z.object({
    type: z.literal('refused'),
    id: z.string(),
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()),
  }),
  /** A defect, told with its stack. */
  z.object({ type: z.literal('failed'), id: z.string(), message: z.string(), stack: z.string() }),
])
export type FromDarkroom = z.infer<typeof fromDarkroom>
