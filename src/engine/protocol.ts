import { z } from 'zod'
import { jobErrorMessages } from '#src/workers/job-error.ts'
import { drawRequest, resolvedRequest } from '#src/requests/draw-request.ts'
import type { ModelProfile } from '#src/requests/model-profile.ts'
import { illusionDefaults } from '#src/requests/modes/illusion-fields.ts'
import { recipe } from '#src/requests/recipe.ts'
import { sampler, steps } from '#src/requests/sampling.ts'
import { scores } from '#src/requests/scores.ts'
import type { DrawEvent } from '#src/renderer/events.ts'

/**
 * The messages between the bot and its engine. Both sides check what they receive: a message that does not fit is a
 * defect of the other side and is not interpreted.
 */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

export const drawOptions = z.object({
  previews: z.object({ everyMilliseconds: z.number().min(0), edge: z.int().min(1) }).exactOptional(),
  keep: z.int().min(0).exactOptional(),
  readings: z.boolean().exactOptional(),
  sheet: z.boolean().exactOptional(),
  safety: z.boolean().exactOptional(),
})

export const toEngine = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('draw'),
    id: z.string(),
    request: drawRequest,
    pictures: z.array(z.object({ sha256: z.string(), bytes })),
    options: drawOptions,
  }),
  /** Takes effect between two steps and is answered by `ended`. */
  z.object({ type: z.literal('cancel'), id: z.string() }),
  /** How alike texts are, by the text encoder. Answered by `likeness`. */
  z.object({ type: z.literal('likeness'), id: z.string(), texts: z.array(z.string()), others: z.array(z.string()) }),
  /** Cancels running jobs and ends the process once none runs. */
  z.object({ type: z.literal('shutdown') }),
])
export type ToEngine = z.infer<typeof toEngine>

export const encodedPicture = z.object({
  bytes,
  format: z.enum(['png', 'webp', 'gif', 'jpeg']),
  width: z.int().min(1),
  height: z.int().min(1),
})
const count = z.int().min(0)
const seconds = z.number().min(0)

export const drawEvent: z.ZodType<DrawEvent> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('started'),
    model: z.string(),
    request: resolvedRequest,
    count,
    candidates: count.exactOptional(),
    stages: z.array(
      z.object({
        name: z.string(),
        width: count,
        height: count,
        steps: count,
        seconds: seconds.nullable(),
      }),
    ),
    total: count,
    notices: z.array(z.string()),
  }),
  z.object({ type: z.literal('loading'), network: z.string() }),
  z.object({
    type: z.literal('step'),
    picture: count,
    candidate: count.exactOptional(),
    stage: count,
    step: count,
    steps: count,
    done: count,
    total: count,
    timestep: z.number(),
    preview: encodedPicture.exactOptional(),
  }),
  z.object({
    type: z.literal('chosen'),
    picture: count,
    seed: z.number(),
    candidates: z.array(z.object({ seed: z.number(), scores })),
  }),
  z.object({
    type: z.literal('picture'),
    picture: count,
    seed: z.number(),
    recipe,
    file: encodedPicture,
    strip: encodedPicture.exactOptional(),
    readings: z.array(encodedPicture).exactOptional(),
  }),
  z.object({ type: z.literal('withheld'), picture: count, reason: z.enum(['unsafe', 'watermarked']) }),
  z.object({ type: z.literal('sheet'), seed: z.number(), recipe, file: encodedPicture }),
  z.object({
    type: z.literal('done'),
    timings: z.object({
      total: seconds,
      network: seconds,
      loading: seconds,
      text: seconds,
      stages: z.array(seconds),
      outside: seconds,
      files: seconds,
    }),
  }),
])

const modelProfile: z.ZodType<ModelProfile> = z.object({
  name: z.string(),
  stages: z.array(
    z.object({
      sampler: sampler.exactOptional(),
      steps: steps.exactOptional(),
      guidance: z.number().exactOptional(),
      noiseLevel: z.number().exactOptional(),
      backProjections: z.number().exactOptional(),
    }),
  ),
  illusions: illusionDefaults.exactOptional(),
})

/** The facts about an opened model that estimates and suggestions need. */
export const modelFacts = z.object({
  name: z.string(),
  device: z.string(),
  profile: modelProfile,
  /** The key of each stage's speed. */
  speedKeys: z.array(z.string()),
  /** What it was taught, in the words of prompts. Empty if its folder does not say. */
  subjects: z.array(z.string()),
})
export type ModelFacts = z.infer<typeof modelFacts>

const activity = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('loading') }),
  z.object({ kind: z.literal('running'), expected: z.number().optional(), rows: count.optional() }),
  z.object({ kind: z.literal('between') }),
  z.object({ kind: z.literal('idle') }),
])

export const fromEngine = z.discriminatedUnion('type', [
  /** The preferred model is prepared, so jobs can start. */
  z.object({ type: z.literal('ready'), speeds: z.record(z.string(), z.number()) }),
  /** A model was opened. The preferred one comes first, before `ready`. */
  z.object({ type: z.literal('model'), model: modelFacts, preferred: z.boolean() }),
  z.object({ type: z.literal('capacity'), parallel: z.int().min(1) }),
  z.object({ type: z.literal('activity'), activity }),
  /** The measured speeds and the models in memory, sent after each job. */
  z.object({
    type: z.literal('speeds'),
    speeds: z.record(z.string(), z.number()),
    loaded: z.array(z.string()).default([]),
  }),
  /** A row for each text with a number for each of the others; null where no text encoder is in memory. */
  z.object({ type: z.literal('likeness'), id: z.string(), rows: z.array(z.array(z.number())).nullable() }),
  z.object({ type: z.literal('event'), id: z.string(), event: drawEvent }),
  z.object({ type: z.literal('ended'), id: z.string(), how: z.enum(['done', 'cancelled']) }),
  ...jobErrorMessages,
])
export type FromEngine = z.infer<typeof fromEngine>
