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

/** What a model's makers recommend for anagrams and hybrids. */
const illusionDefaults = z.strictObject({
  /** A style before every prompt. */
  style: z.string().optional(),
  /** How the readings of an anagram are merged. */
  merge: z.string().optional(),
  rectify: z.boolean().optional(),
  /** The guidance of stage I, in place of the one that `stage_1` names. */
  guidance: z.number().min(0).optional(),
  /** Of hybrids: the blur that divides the two readings, in pixels of the 64 px picture. */
  sigma: z.number().min(0).optional(),
  /** How many pictures stage I draws, of which a CLIP chooses the one that goes on. */
  best_of: z.int().min(1).max(64).optional(),
})
export type IllusionDefaults = z.infer<typeof illusionDefaults>

/**
 * `defaults.json` of a cascade: defaults for each stage by the name of its folder, which take precedence over the stages' own
 * files, and `illusions` for anagrams and hybrids.
 */
export const cascadeDefaults = z
  .object({ illusions: illusionDefaults.optional() })
  .catchall(defaults)
  .refine(
    (all) => Object.keys(all).every((name) => name === 'illusions' || /^stage_\d+$/.test(name)),
    'name stages stage_1, stage_2 …',
  )

/** The checked content of `defaults.json`. */
export type Defaults = z.infer<typeof defaults>
