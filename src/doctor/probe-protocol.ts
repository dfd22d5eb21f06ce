import { z } from 'zod'

/** The task of a probe. */
export const probeSettings = z.object({
  device: z.enum(['cpu', 'webgpu', 'cuda']),
  threads: z.int().min(0),
  /** The folders of the models to measure. */
  models: z.array(z.string()),
})

export type ProbeSettings = z.infer<typeof probeSettings>

/** A report of a probe. */
export const probeMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('device'),
    /** The largest difference of the self-test from the known answer. */
    error: z.number(),
    /** Seconds for 0.9 billion operations. */
    seconds: z.number(),
  }),
  z.object({
    kind: z.literal('model'),
    folder: z.string(),
    /** Seconds of a guided step of each stage. */
    steps: z.array(z.number()),
    /** Seconds of loading each stage. */
    loading: z.array(z.number()),
    /** Seconds of all steps of a picture with the model's default settings. */
    picture: z.number(),
  }),
  /** The device cannot be used here. */
  z.object({ kind: z.literal('refused'), message: z.string() }),
  z.object({ kind: z.literal('done') }),
])

export type ProbeMessage = z.infer<typeof probeMessage>
