import { z } from 'zod'
import { UserError } from '#src/errors.ts'

/** The messages with which a worker reports that a job failed. */
export const jobErrorMessages = [
  /** A problem that the person can fix. It becomes a `UserError` again. */
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

/** The message that reports that job `id` ended with `error`. */
export function jobErrorMessage(id: string, error: unknown): JobErrorMessage {
  if (error instanceof UserError) {
    return { type: 'refused', id, code: error.code, message: error.message, details: { ...error.details } }
  }
  const { message, stack = message } = error instanceof Error ? error : new Error(String(error))
  return { type: 'failed', id, message, stack }
}

/** Recreates the worker's error. */
export function errorFromMessage(reported: JobErrorMessage): Error {
  if (reported.type === 'refused') return new UserError(reported.code, reported.message, reported.details)
  const error = new Error(reported.message)
  error.stack = reported.stack
  return error
}
