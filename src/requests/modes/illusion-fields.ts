import { z } from 'zod'
import { oneOf, real, text, whole } from '#src/schemas.ts'
import { fields } from '../fields.ts'

/** How the readings of an anagram are merged: averaged, averaged with more weight for the one that is seen least, or used in turn. */
export const illusionMerges = ['mean', 'balanced', 'alternate'] as const

/** See `SamplingPlan.rectify`. */
export const rectify = z.boolean({ error: 'must be true or false' })

/** The standard deviation of the Gaussian that divides a hybrid, in pixels of the 64 px picture. It scales with the picture. */
export const sigmaLimits = { min: 0.3, max: 5 }

/** A style before every prompt. `none` leaves out the style that the model's makers recommend. */
export const styleOrNone = text(fields.style).transform((style) => (style.toLowerCase() === 'none' ? '' : style))

/** What a model's makers recommend for illusions. Every field may be absent. */
export const illusionDefaults = z.strictObject({
  /** A style before every prompt, for example "an oil painting of". */
  style: text(fields.style).optional(),
  merge: oneOf(illusionMerges).optional(),
  rectify: rectify.optional(),
  /** The guidance of the 64 px stage, in place of the one that is recommended for all modes. */
  guidance: real(fields.guidance).optional(),
  /** Of hybrids. */
  sigma: real(sigmaLimits).optional(),
  /** How many pictures stage I draws, of which the best is finished, where neither a seed nor a picture to start from is given. */
  bestOf: whole(fields.bestOf).optional(),
})
export type IllusionDefaults = z.infer<typeof illusionDefaults>
