import { z } from 'zod'
import { UserError } from '#src/errors.ts'

/** How a child says that a job failed. */
export const faults = [
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
] as const
export type Fault = z.infer<(typeof faults)[number]>

/** What the child says of the job `id` that ended in `error`. */
export function jobErrorMessage(id: string, error: unknown): Fault {
  if (error instanceof UserError) {
    return { type: 'refused', id, code: error.code, message: error.message, details: { ...error.details } }
  }
  const { message, stack = message } = error instanceof Error ? error : new Error(String(error))
  return { type: 'failed', id, message, stack }
}

/** The error that the child had. */
export function errorFromMessage(fault: Fault): Error {
  if (fault.type === 'refused') return new UserError(fault.code, fault.message, fault.details)
  const error = new Error(fault.message)
  error.stack = fault.stack
  return error
}
