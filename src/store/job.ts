import { z } from 'zod'
import { drawRequest } from '#src/requests/draw-request.ts'

/** `waiting` → `running` → `done`, `failed` or `cancelled`; after a crash from `running` back to `waiting`. */
export const jobStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type JobState = (typeof jobStates)[number]

/**
 * Where a job came from and where its answer goes: plain JSON that belongs to whoever accepts jobs (the bot keeps
 * application, channel, guild and message ids here and parses them with a schema of its own). Never a token.
 */
export const jobOrigin = z.record(z.string(), z.json())
export type JobOrigin = z.infer<typeof jobOrigin>

/** Why a job failed, as it is told to the person. */
export const jobFailure = z.object({
  /** A `UserError`'s code, or `incident`. */
  code: z.string(),
  /** One sentence. */
  message: z.string(),
  /** The id under which the log holds the rest, for `incident`. */
  incident: z.string().optional(),
})
export type JobFailure = z.infer<typeof jobFailure>

/** A job as the store holds it. Times are milliseconds since 1970. */
export const job = z.object({
  /** 12 characters of a–z and 0–9, chosen by chance: short enough for custom ids. */
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
  /** When its end was told to the person; null while that is owed. */
  deliveredAt: z.number().nullable(),
  /** Seconds of engine time that it used. */
  seconds: z.number(),
  /** Deaths of the engine while it ran alone. */
  deaths: z.int(),
  /** How often a process ended while it ran; a job that was interrupted runs alone. */
  interruptions: z.int(),
})
export type Job = z.infer<typeof job>
