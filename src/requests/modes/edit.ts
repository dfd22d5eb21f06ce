import { z } from 'zod'
import { real, text } from '#src/schemas.ts'
import { fields } from '../fields.ts'
import { pictureRef } from '../picture-ref.ts'
import { flattenStageOne } from '../resolve-settings.ts'
import { sharedFields, sharedSettings } from '../shared.ts'
import { scheduledSteps } from '../work.ts'
import { plainPrompt, promptOr, promptWithStyle } from '../words.ts'
import { drawingMode } from './drawing-mode.ts'
import { editOf } from './edit-of.ts'
import { inputs } from './input.ts'

const strengths = z
  .array(real(fields.strength))
  .min(2, { error: 'must have at least 2 strengths' })
  .max(8, { error: 'must have at most 8 strengths' })

/**
 * The noise levels at which the CS180 course shows an edit (i_start 20, 10, 7, 5, 3, 1 of its 34 steps, t = 390,
 * 690, 780, 840, 900, 960), as strengths: from hardly changed to a picture of its own.
 */
export const strengthSweep: readonly number[] = [0.39, 0.69, 0.78, 0.84, 0.9, 0.96]

/** Image to image after SDEdit: a picture or a sketch is noised according to `strength` and redrawn from there. */
export const editRequest = z
  .strictObject({
    mode: z.literal('edit'),
    ...sharedFields,
    picture: pictureRef,
    prompt: text(fields.prompt).optional(),
    strength: real(fields.strength).optional(),
    /** Several strengths on one labelled sheet, in place of a single one. */
    sweep: strengths.optional(),
  })
  .refine((request) => request.strength === undefined || request.sweep === undefined, {
    error: 'Give either `strength` or `sweep`, not both.',
  })
  .refine((request) => request.sweep === undefined || (request.bestOf ?? 1) === 1, {
    error: 'Give either `sweep` or `bestOf`, not both.',
  })
export type EditRequest = z.infer<typeof editRequest>

export const resolvedEdit = z.strictObject({
  mode: z.literal('edit'),
  ...sharedSettings,
  picture: pictureRef,
  prompt: z.string(),
  /** The strength, or all strengths of a sweep. */
  strengths: z.array(real(fields.strength)).min(1).max(8),
})
export type ResolvedEdit = z.infer<typeof resolvedEdit>

const strengthsOf = (request: EditRequest | ResolvedEdit): readonly number[] =>
  'strengths' in request ? request.strengths : (request.sweep ?? [])

export const edit = drawingMode({
  name: 'edit',
  emoji: '🖌️',
  description: 'Redraw a picture or a sketch.',
  request: editRequest,
  resolved: resolvedEdit,
  inputs: [
    inputs.picture,
    { ...inputs.prompt, requiredOnDiscord: true },
    inputs.strength,
    {
      kind: 'numbers',
      name: 'sweep',
      description: 'Several strengths on one sheet: 0.39 0.69 0.9.',
      suggests: true,
      usual: strengthSweep,
    },
  ],
  stageTwoStrength: true,
  // diffusers, pipelines/deepfloyd_if/
  defaults: {
    stageOne: { steps: 80, guidance: 10 },
    stageTwo: { steps: 50, guidance: 4, noiseLevel: 250, strength: 0.8 },
  },
  complete: ({ picture, prompt = plainPrompt, sweep, strength = 0.7 }, shared) => ({
    mode: 'edit',
    ...shared,
    picture,
    prompt,
    strengths: sweep ?? [strength],
  }),
  withStrength: (request, strength) =>
    request.strength === undefined && request.sweep === undefined ? { ...request, strength } : undefined,
  toRequest(resolved) {
    const { strengths, ...rest } = flattenStageOne(resolved)
    const [strength] = strengths
    return { ...rest, ...(strengths.length === 1 ? { strength } : { sweep: strengths }) }
  },
  pictures: ({ picture }) => [picture],
  repaintedPicture: ({ picture }) => picture,
  steps(resolved) {
    const [first, second] = scheduledSteps(resolved)
    const { strengths, stageTwo } = resolved
    const share = strengths.reduce((sum, strength) => sum + strength, 0)
    return [first * share, second * (stageTwo?.strength ?? 1) * strengths.length]
  },
  prompts: ({ prompt = '' }) => [{ prompt }],
  withStyle: promptWithStyle,
  lines: ({ prompt, picture }, { noPrompt, from }) => [promptOr(prompt, noPrompt), from(picture.name)],
  remix: ({ prompt, sweep, strength, seed, steps, guidance }) => ({
    prompt,
    ...(sweep === undefined ? { strength } : {}),
    seed,
    steps,
    guidance,
  }),
  grid({ strengths, count, prompt }) {
    if (strengths.length < 2) return undefined
    return {
      cells: Array.from({ length: count }, (_, row) => strengths.map((_, column) => column * count + row)),
      columns: strengths.map((strength) => `strength ${strength}`),
      title: prompt,
      seeds: count > 1,
    }
  },
  pictureLabel(request, picture, words) {
    const strengths = strengthsOf(request)
    const strength = strengths[Math.floor(picture / (request.count ?? 1))]
    return strengths.length < 2 || strength === undefined ? undefined : words.setting('strength', strength)
  },
  variation: editOf,
})
