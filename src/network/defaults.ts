import { z } from 'zod'

/** `defaults.json` of a stage: the settings that its makers recommend. Every field may be absent. */
export const defaults = z.strictObject({
  sampler: z.string().optional(),
  /** The number of steps of an evenly spaced schedule. */
  steps: z.int().min(1).max(1000).optional(),
  /** A named schedule instead of `steps`. */
  schedule: z.string().optional(),
  guidance: z.number().min(0).optional(),
  /** 0 ≤ L < 1000. Super-resolution stages only. */
  noise_level: z.int().min(0).max(999).optional(),
  /** How often the estimate is brought back to agree with the small picture at every step. Super-resolution stages only. */
  back_projections: z.int().min(0).max(8).optional(),
})

/** `defaults.json` of a cascade: defaults for each stage by the name of its folder. They take precedence over the stages' own files. */
export const cascadeDefaults = z.record(z.string().regex(/^stage_\d+$/, 'name stages stage_1, stage_2 …'), defaults)

/** The checked content of `defaults.json`. */
export type Defaults = z.infer<typeof defaults>
