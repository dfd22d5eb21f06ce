import { z } from 'zod'
import { UserError } from '#src/errors.ts'

/** The messages by which a worker reports that a job failed. */
export const jobErrorMessages = [
  /** Something that the person can mend. It becomes a `UserError` again. */
  z.object({
    type: z.literal('refused'),
    id: z.string(),
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()),
  }),
  /** A defect, with its stack. */
  z.object({ type: z.literal('failed'), id: z.string(), message: z.string(), stack: z.string() }),
] as const
export type JobErrorMessage = z.infer<(typeof jobErrorMessages)[number]>

/** The message that reports that job `id` ended in `error`. */
export function jobErrorMessage(id: string, error: unknown): JobErrorMessage {
  if (error instanceof UserError) {
    return { type: 'refused', id, code: error.code, message: error.message, details: { ...error.details } }
  }
  const { message, stack = message } = error instanceof Error ? error : new Error(String(error))
  return { type: 'failed', id, message, stack }
}

/** The error that the worker had. */
export function errorFromMessage(reported: JobErrorMessage): Error {
  if (reported.type === 'refused') return new UserError(reported.code, reported.message, reported.details)
  const error = new Error(reported.message)
  error.stack = reported.stack
  return error
}
