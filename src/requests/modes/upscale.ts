import { z } from 'zod'
import { oneOf, text } from '#src/schemas.ts'
import { fields } from '../fields.ts'
import { pictureRef } from '../picture-ref.ts'
import { flattenStageOne } from '../resolve-settings.ts'
import { sharedFields, sharedSettings } from '../shared.ts'
import { scheduledSteps } from '../work.ts'
import { promptOr } from '../words.ts'
import { drawingMode } from './drawing-mode.ts'
import { editOf } from './edit-of.ts'
import { inputs } from './input.ts'

/** `whole` shrinks the picture to 64 px and enlarges that to 256 px. `tiles` turns every pixel into 4 × 4. */
export const upscaleMethods = ['whole', 'tiles'] as const
const method = oneOf(upscaleMethods)

/** Enlarges any picture four times with stage II. */
export const upscaleRequest = z.strictObject({
  mode: z.literal('upscale'),
  ...sharedFields,
  picture: pictureRef,
  prompt: text(fields.prompt).optional(),
  method: method.optional(),
})

export const resolvedUpscale = z.strictObject({
  mode: z.literal('upscale'),
  ...sharedSettings,
  picture: pictureRef,
  prompt: z.string(),
  method,
})
export type ResolvedUpscale = z.infer<typeof resolvedUpscale>

/** The number of tiles of a 256 px picture. Estimates use it because a request does not know the size of its picture. */
const usualTiles = 25

export const upscale = drawingMode({
  name: 'upscale',
  emoji: '⬆️',
  description: 'Enlarge a picture with the 256 px stage.',
  request: upscaleRequest,
  resolved: resolvedUpscale,
  inputs: [
    inputs.picture,
    inputs.prompt,
    {
      kind: 'choice',
      name: 'method',
      description: 'Redraw the whole picture at 256 px, or enlarge every pixel of it in tiles.',
      choices: upscaleMethods,
    },
  ],
  stages: 'second',
  // The README of IF
  defaults: {
    stageOne: { steps: 100, guidance: 7 },
    stageTwo: { steps: 'smart100', guidance: 6, noiseLevel: 500, strength: 1 },
  },
  complete: ({ picture, prompt = '', method = 'whole' }, shared) => ({
    mode: 'upscale',
    ...shared,
    picture,
    prompt,
    method,
  }),
  toRequest: flattenStageOne,
  pictures: ({ picture }) => [picture],
  repaintedPicture: ({ picture }) => picture,
  steps: (resolved) => [0, scheduledSteps(resolved)[1]],
  tiles: ({ method }) => (method === 'tiles' ? usualTiles : 1),
  prompts: ({ prompt = '' }) => [{ prompt }],
  lines: ({ picture, prompt, method }, { enlarged, redrawn }) => [
    (method === 'tiles' ? enlarged : redrawn)(promptOr(prompt, picture.name)),
  ],
  variation: editOf,
})
