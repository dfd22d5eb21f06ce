import { z } from 'zod'
import { drawRequest } from '#src/requests/draw-request.ts'

/** `waiting` → `running` → `done`, `failed` or `cancelled`; after a crash from `running` back to `waiting`. */
export const jobStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type JobState = (typeof jobStates)[number]

/**
 * Where a job came from and where its answer goes. The caller keeps plain JSON here, which it parses with its own
 * schema: the bot stores ids of application, channel, guild and message. It must not contain a token.
 */
export const jobOrigin = z.record(z.string(), z.json())
export type JobOrigin = z.infer<typeof jobOrigin>

/** Why a job failed, in words for the person. */
export const jobFailure = z.object({
  /** A `UserError`'s code, or `incident`. */
  code: z.string(),
  /** One sentence. */
  message: z.string(),
  /** The id under which the log has the details, for `incident`. */
  incident: z.string().optional(),
})
export type JobFailure = z.infer<typeof jobFailure>

/** A job as the store holds it. Times are milliseconds since 1970. */
export const job = z.object({
  /** 12 random characters of a–z and 0–9, which fit into custom ids. */
  id: z.string(),
  personId: z.string(),
  request: drawRequest,
  origin: jobOrigin,
  /** The job that this one was made from. */
  parentId: z.string().nullable(),
  state: z.enum(jobStates),
  failure: jobFailure.nullable(),
  acceptedAt: z.number(),
  startedAt: z.number().nullable(),
  /** When it was done, failed or cancelled. */
  endedAt: z.number().nullable(),
  /** When the result was delivered. Null until then. */
  deliveredAt: z.number().nullable(),
  /** The seconds of engine time that the job used. */
  seconds: z.number(),
  /** Deaths of the engine while it ran alone. */
  deaths: z.int(),
  /** How often the process ended while the job ran. An interrupted job runs alone. */
  interruptions: z.int(),
})
export type Job = z.infer<typeof job>
