import { z } from 'zod'

/** `defaults.json` in a stage folder: how its makers advise to draw with it. Every field may be absent. */
export const defaults = z.strictObject({
  sampler: z.string().optional(),
  /** Number of steps, for an evenly spaced schedule. */
  steps: z.int().min(1).max(1000).optional(),
  /** A named schedule, instead of steps. */
  schedule: z.string().optional(),
  guidance: z.number().min(0).optional(),
  /** 0 ≤ L < 1000; super-resolution stages only. */
  noise_level: z.int().min(0).max(999).optional(),
})

/** As `defaults`. */
export type Defaults = z.infer<typeof defaults>
