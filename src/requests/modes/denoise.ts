import { z } from 'zod'
import { real, text, whole } from '#src/schemas.ts'
import { fields } from '../fields.ts'
import { pictureRef } from '../picture-ref.ts'
import { flattenStageOne } from '../resolve-settings.ts'
import { sharedFields, sharedSettings } from '../shared.ts'
import { plainPrompt } from '../words.ts'
import { drawingMode } from './drawing-mode.ts'
import { inputs } from './input.ts'

export const denoiseLimits = {
  level: { min: 1, max: 999 },
  levels: { min: 1, max: 6 },
  /** The stride of the iterative denoising, in timesteps. */
  stride: { min: 1, max: 250 },
  /** The standard deviation of the Gaussian blur that is shown for comparison, in pixels at 64 px. */
  blurSigma: { min: 0.5, max: 10 },
} as const

const levels = z
  .array(whole(denoiseLimits.level))
  .min(denoiseLimits.levels.min, { error: 'must name at least one noise level' })
  .max(denoiseLimits.levels.max, { error: `must name at most ${denoiseLimits.levels.max} noise levels` })

/**
 * The teaching mode. A picture is noised to each level, then denoised by a Gaussian blur, by one step and by many, and the
 * results are shown side by side (CS180, project 5).
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

/** A study of one picture at 64 px. Its pictures only make sense side by side. */
export const denoise = drawingMode({
  name: 'denoise',
  emoji: '🌫️',
  description: 'Add noise to a picture, and see how a blur, one step and many steps remove it.',
  request: denoiseRequest,
  resolved: resolvedDenoise,
  inputs: [
    inputs.picture,
    inputs.prompt,
    { kind: 'numbers', name: 'levels', description: 'Noise levels from 1 to 999: 250 500 750.' },
    {
      kind: 'number',
      name: 'stride',
      description: 'How many timesteps one denoising step covers.',
      whole: true,
      ...denoiseLimits.stride,
    },
    {
      kind: 'number',
      name: 'blurSigma',
      description: 'How wide the blur for comparison is, in pixels.',
      ...denoiseLimits.blurSigma,
    },
  ],
  stages: 'first',
  ownTimesteps: true,
  sheetOnly: true,
  standalone: false,
  defaults: {
    stageOne: { steps: 34, guidance: 1 },
    stageTwo: { steps: 50, guidance: 4, noiseLevel: 250, strength: 1 },
  },
  demand: () => 'ancestral',
  complete: ({ picture, prompt = plainPrompt, levels = [250, 500, 750], stride = 30, blurSigma = 2 }, shared) => ({
    mode: 'denoise',
    ...shared,
    picture,
    prompt,
    levels,
    stride,
    blurSigma,
  }),
  toRequest: flattenStageOne,
  pictures: ({ picture }) => [picture],
  steps: ({ levels, stride }) => [levels.reduce((sum, level) => sum + level / stride + 1, 0), 0],
  prompts: ({ prompt = '' }) => [{ prompt }],
  lines: ({ picture, prompt }, { cleaned }) => [cleaned(picture.name), ...(prompt ? [prompt] : [])],
})
