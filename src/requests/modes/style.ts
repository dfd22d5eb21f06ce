import { z } from 'zod'
import { real, nonEmptyText, text } from '#src/schemas.ts'
import { fields } from '../fields.ts'
import { pictureRef } from '../picture-ref.ts'
import { flattenStageOne } from '../resolve-settings.ts'
import { sharedFields, sharedSettings } from '../shared.ts'
import { guidanceRows, scheduledSteps } from '../work.ts'
import { promptOr } from '../words.ts'
import { drawingMode } from './drawing-mode.ts'
import { withNewSeed } from './edit-of.ts'
import { inputs } from './input.ts'

/** The share of the estimate that comes from the style's prompt (IF's `positive_mixer`). */
export const styleLimits = { mixer: { min: 0, max: 1 } } as const

/** IF's style transfer: a picture redrawn in a named style, whose text goes through the pooled path. */
export const styleRequest = z.strictObject({
  mode: z.literal('style'),
  ...sharedFields,
  picture: pictureRef,
  /** "in style of an oil painting" */
  style: nonEmptyText(fields.style),
  /** What the picture shows. */
  prompt: text(fields.prompt).optional(),
  strength: real(fields.strength).optional(),
  mixer: real(styleLimits.mixer).optional(),
})

export const resolvedStyle = z.strictObject({
  mode: z.literal('style'),
  ...sharedSettings,
  picture: pictureRef,
  style: z.string(),
  prompt: z.string(),
  strength: real(fields.strength),
  mixer: real(styleLimits.mixer),
})
export type ResolvedStyle = z.infer<typeof resolvedStyle>

export const style = drawingMode({
  name: 'style',
  emoji: '🖼️',
  description: 'Redraw a picture in another style.',
  request: styleRequest,
  resolved: resolvedStyle,
  inputs: [
    inputs.picture,
    {
      kind: 'text',
      name: 'style',
      description: 'The style, for example: in style of an oil painting.',
      maxLength: fields.style.maxLength,
      required: true,
      suggests: true,
    },
    { ...inputs.prompt, description: 'What the picture shows.' },
    inputs.strength,
    {
      kind: 'number',
      name: 'mixer',
      description: 'How much comes from the style: 0 hardly anything, 1 everything.',
      ...styleLimits.mixer,
    },
  ],
  stageTwoStrength: true,
  // The README of IF
  defaults: {
    stageOne: { steps: { sections: [10, 10, 10, 10, 10, 10, 10, 10, 0, 0] }, guidance: 10 },
    stageTwo: { steps: 'smart50', guidance: 4, noiseLevel: 250, strength: 0.8 },
  },
  complete: ({ picture, style, prompt = '', strength = 0.8, mixer = 0.25 }, shared) => ({
    mode: 'style',
    ...shared,
    picture,
    style,
    prompt,
    strength,
    mixer,
  }),
  toRequest: flattenStageOne,
  pictures: ({ picture }) => [picture],
  repaintedPicture: ({ picture }) => picture,
  steps(resolved) {
    const [first, second] = scheduledSteps(resolved)
    return [first * resolved.strength, second * (resolved.stageTwo?.strength ?? 1)]
  },
  // The prompt and the style have a row each.
  rows: (_, guidance) => 2 + guidanceRows(guidance),
  prompts: ({ prompt = '' }) => [{ prompt }],
  style: ({ style }) => style,
  lines: ({ style, picture, prompt }) => [style, promptOr(prompt, picture.name)],
  remix: ({ style, prompt, strength, seed, guidance }) => ({ style, prompt, strength, seed, guidance }),
  variation: (request, picture, strength) => withNewSeed(request, { picture, strength }),
})
