import { z } from 'zod'
import { text } from '#src/schemas.ts'
import { fields } from '../fields.ts'
import { flattenStageOne } from '../resolve-settings.ts'
import { sharedFields, sharedSettings } from '../shared.ts'
import { promptOr, promptWithStyle } from '../words.ts'
import { drawingMode } from './drawing-mode.ts'
import { editOf } from './edit-of.ts'
import { inputs } from './input.ts'

/** Text to image. Without a prompt the model draws unconditionally. */
export const generateRequest = z.strictObject({
  mode: z.literal('generate'),
  ...sharedFields,
  prompt: text(fields.prompt).optional(),
})

export const resolvedGenerate = z.strictObject({
  mode: z.literal('generate'),
  ...sharedSettings,
  /** Empty for unconditional pictures. */
  prompt: z.string(),
})
export type ResolvedGenerate = z.infer<typeof resolvedGenerate>

export const generate = drawingMode({
  name: 'generate',
  emoji: '🎨',
  description: 'Draw a picture from a prompt.',
  request: generateRequest,
  resolved: resolvedGenerate,
  inputs: [{ ...inputs.prompt, requiredOnDiscord: true, suggests: true }],
  // diffusers, pipelines/deepfloyd_if/
  defaults: {
    stageOne: { steps: 100, guidance: 7 },
    stageTwo: { steps: 50, guidance: 4, noiseLevel: 250, strength: 1 },
  },
  complete: ({ prompt = '' }, shared) => ({ mode: 'generate', ...shared, prompt }),
  toRequest: flattenStageOne,
  prompts: ({ prompt = '' }) => [{ prompt }],
  withStyle: promptWithStyle,
  lines: ({ prompt }, { noPrompt }) => [promptOr(prompt, noPrompt)],
  remix: ({ prompt, negative, seed, steps, guidance }) => ({ prompt, negative, seed, steps, guidance }),
  variation: editOf,
})
