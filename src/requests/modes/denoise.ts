import { z } from 'zod'
import { fields, real, text, whole } from '../fields.ts'
import { pictureRef } from '../picture-ref.ts'
import { sharedFields, sharedSettings } from '../shared.ts'

export const denoiseLimits = {
  level: { min: 1, max: 999 },
  levels: { min: 1, max: 6 },
  /** Timesteps from one step of the iterative denoising to the next. */
  stride: { min: 1, max: 250 },
  /** Standard deviation of the blur that stands beside it, in pixels at 64 px. */
  blurSigma: { min: 0.5, max: 10 },
} as const

const levels = z
  .array(whole(denoiseLimits.level))
  .min(denoiseLimits.levels.min, { error: 'must name at least one noise level' })
  .max(denoiseLimits.levels.max, { error: `must name at most ${denoiseLimits.levels.max} noise levels` })

/**
 * The teaching mode, on a picture: noised to each level, then cleaned by a Gaussian blur, by one step and by many,
 * side by side (CS180, project 5).
 */
export const denoiseRequest = z.strictObject({
  mode: z.literal('denoise'),
  ...sharedFields,
  picture: pictureRef,
  prompt: text(fields.prompt).optional(),
  levels: levels.optional(),
  stride: whole(denoiseLimits.stride).optional(),
  blurSigma: real(denoiseLimits.blurSigma).optional(),
})
export type DenoiseRequest = z.infer<typeof denoiseRequest>

export const resolvedDenoise = z.strictObject({
  mode: z.literal('denoise'),
  ...sharedSettings,
  picture: pictureRef,
  prompt: z.string(),
  levels,
  stride: whole(denoiseLimits.stride),
  blurSigma: real(denoiseLimits.blurSigma),
})
export type ResolvedDenoise = z.infer<typeof resolvedDenoise>
