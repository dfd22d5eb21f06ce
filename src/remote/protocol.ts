import { z } from 'zod'
import { drawOptions, modelFacts } from '#src/engine/protocol.ts'
import { drawRequest } from '#src/requests/draw-request.ts'
import { jobErrorMessages } from '#src/workers/job-error.ts'

/**
 * The messages of bots and workers through Redis, as JSON. Both sides check what they receive. An event is that of
 * `engine/protocol.ts` with its bytes packed (`packed-bytes.ts`), so it is checked after it is unpacked.
 */
const names = z.array(z.string())

/** Raise it with any change after which a bot and a worker of before and after the change do not understand each other. */
export const protocol = 1

/** What a worker has and does: one engine on one device. */
export const registration = z.object({
  id: z.string(),
  /** Workers of before this field have protocol 1. */
  protocol: z.literal(protocol).default(protocol),
  /** Duckrabbit's version, for people. */
  version: z.string().default('unknown'),
  /** The machine and the device, for people. */
  name: z.string(),
  status: z.object({
    state: z.enum(['starting', 'ready', 'restarting', 'failed', 'absent', 'stopped']),
    failure: z.object({ reason: z.string(), until: z.number() }).nullable(),
    model: z.string().nullable(),
    device: z.string().nullable(),
    subjects: names,
    capacity: z.int().min(1),
    deaths: z.int().min(0),
  }),
  /** The models in its folders. */
  models: names,
  facts: z.object({
    models: z.array(modelFacts),
    speeds: z.record(z.string(), z.number()),
    loaded: names,
    loadSeconds: z.record(z.string(), z.number()),
  }),
  /** The attempts that it draws now. */
  attempts: names,
  /** How often its UNets were called since it started, and the rows of all calls together. */
  networkUse: z.object({ calls: z.int().min(0), rows: z.int().min(0) }).default({ calls: 0, rows: 0 }),
})
export type Registration = z.infer<typeof registration>

/** What a bot reads of the registration of a worker that it does not understand. */
export const foreignRegistration = z.object({
  name: z.string().default('unknown'),
  version: z.string().default('unknown'),
})
export type ForeignRegistration = z.infer<typeof foreignRegistration>

/** One attempt to draw a job: the data of BullMQ's job, whose id is the attempt's. */
export const work = z.object({
  jobId: z.string(),
  attempt: z.string(),
  /** The bot that waits for it. */
  bot: z.string(),
  request: drawRequest,
  /** The keys of the pictures that the request refers to. */
  pictures: z.array(z.object({ sha256: z.string(), key: z.string() })),
  options: drawOptions.extend({ isolated: z.boolean(), deaths: z.int().min(0) }),
})
export type Work = z.infer<typeof work>

const packedEvents = z.array(z.json())

/** How an attempt ended. `stopped`: the worker shut down. The events are those that a bot must not miss. */
export const workResult = z.discriminatedUnion('type', [
  z.object({ type: z.literal('done'), events: packedEvents }),
  z.object({ type: z.literal('cancelled') }),
  z.object({ type: z.literal('stopped') }),
  ...jobErrorMessages,
])
export type WorkResult = z.infer<typeof workResult>

export const toBot = z.discriminatedUnion('type', [
  z.object({ type: z.literal('event'), attempt: z.string(), event: z.json() }),
  z.object({ type: z.literal('ended'), attempt: z.string(), result: workResult }),
])
export type ToBot = z.infer<typeof toBot>

export const toWorker = z.discriminatedUnion('type', [
  /** Takes effect between two steps. */
  z.object({ type: z.literal('cancel'), attempt: z.string() }),
  /** Asks for the essential events again. A bot sends it after a restart. */
  z.object({ type: z.literal('resend'), attempt: z.string() }),
  /** A bot of this version does not understand the worker. */
  z.object({ type: z.literal('refused'), version: z.string() }),
])
export type ToWorker = z.infer<typeof toWorker>

/** The attempt of a running job, as a bot remembers it in Redis. */
export const rememberedAttempt = z.object({ attempt: z.string(), worker: z.string() })

/** Parses JSON that another process wrote, or undefined if it does not fit. */
export function parseJson<Message>(schema: z.ZodType<Message>, text: string | null | undefined): Message | undefined {
  if (text === null || text === undefined) return undefined
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
