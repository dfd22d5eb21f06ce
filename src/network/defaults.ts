import { z } from 'zod'

/** `defaults.json` of a stage: how its makers advise to draw with it. Every field may be absent. */
export const defaults = z.strictObject({
  sampler: z.string().optional(),
  /** Number of steps, for an evenly spaced schedule. */
  steps: z.int().min(1).max(1000).optional(),
  /** A named schedule, instead of steps. */
  schedule: z.string().optional(),
  guidance: z.number().min(0).optional(),
  /** 0 ≤ L < 1000; super-resolution stages only. */
  noise_level: z.int().min(0).max(999).optional(),
  /** Super-resolution stages only: how often, at every step, the estimate is brought back to agree with the small picture. */
  back_projections: z.int().min(0).max(8).optional(),
})

/** `defaults.json` in the folder of a cascade: the same for each stage, by the name of its folder. It goes before the stages' own. */
export const cascadeDefaults = z.record(z.string().regex(/^stage_\d+$/, 'name stages stage_1, stage_2 …'), defaults)

/** As `defaults`. */
export type Defaults = z.infer<typeof defaults>
