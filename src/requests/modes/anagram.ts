import { z } from 'zod'
import { styled } from '#src/pipeline/styled.ts'
import { viewKey, viewLabel, viewSpec } from '#src/pipeline/views/registry.ts'
import { oneOf, nonEmptyText } from '#src/schemas.ts'
import { fields } from '../fields.ts'
import { flattenStageOne } from '../resolve-settings.ts'
import { sharedFields, sharedSettings } from '../shared.ts'
import { startPicture, stepsFromStart } from '../start-picture.ts'
import { guidanceRows } from '../work.ts'
import { illusionMerges, rectify, styleOrNone } from './illusion-fields.ts'
import { drawingMode } from './drawing-mode.ts'
import { withNewSeed } from './edit-of.ts'

const merge = oneOf(illusionMerges)

const reading = z.strictObject({ prompt: nonEmptyText(fields.prompt), view: viewSpec })

const readings = z
  .array(reading)
  .min(2, { error: 'must be two to four prompts, each with its view: an anagram has more than one meaning' })
  .max(4, { error: 'must be two to four prompts, each with its view' })
  .refine((all) => new Set(all.map((one) => viewKey(one.view))).size === all.length, {
    error: 'Two prompts share one view; give each prompt a view of its own.',
  })

/** A visual anagram (Geng et al., CVPR 2024): one picture that shows something else in each of its views. */
export const anagramRequest = z.strictObject({
  mode: z.literal('anagram'),
  ...sharedFields,
  readings,
  style: styleOrNone.optional(),
  merge: merge.optional(),
  rectify: rectify.optional(),
  start: startPicture.optional(),
})

export const resolvedAnagram = z.strictObject({
  mode: z.literal('anagram'),
  ...sharedSettings,
  readings,
  /** Placed before every prompt, separated by a space; empty for no style. */
  style: z.string(),
  merge,
  /** Absent in recipes where it is off and that are older than its being stored in any case. */
  rectify: rectify.default(false),
  start: startPicture.optional(),
})
export type ResolvedAnagram = z.infer<typeof resolvedAnagram>

export const anagram = drawingMode({
  name: 'anagram',
  emoji: '🙃',
  description: 'One picture with two to four readings: turn it, and it shows something else.',
  request: anagramRequest,
  resolved: resolvedAnagram,
  nextReading: 'turn',
  enlargement: 'redraw',
  // dangeng/visual_anagrams
  defaults: {
    stageOne: { steps: 30, guidance: 10 },
    stageTwo: { steps: 30, guidance: 10, noiseLevel: 50, strength: 1 },
  },
  demand: ({ merge }) => (merge === 'alternate' ? 'alternating' : undefined),
  complete: ({ readings, style, merge, rectify, start }, shared, { illusions = {} }) => ({
    mode: 'anagram',
    ...shared,
    readings,
    style: style ?? illusions.style ?? '',
    merge: merge ?? illusions.merge ?? 'mean',
    rectify: rectify ?? illusions.rectify ?? false,
    ...(start && { start }),
  }),
  toRequest: flattenStageOne,
  pictures: ({ start }) => (start === undefined ? [] : [start.picture]),
  steps: stepsFromStart,
  rows: ({ merge, readings }, guidance) => (merge === 'alternate' ? 1 : readings.length) * (1 + guidanceRows(guidance)),
  prompts: ({ readings }) => readings.map(({ prompt, view }) => ({ prompt, part: view.name })),
  style: ({ style }) => style,
  withStyle: (request, style) => ({ ...request, style: request.style ?? style }),
  lines: ({ readings, style }, { seen }) =>
    readings.map(({ prompt, view }) => `${styled(style, prompt)} – ${seen(viewLabel(view.name))}`),
  readings: ({ readings }) => readings.map(({ prompt, view }) => ({ how: viewLabel(view.name), prompt })),
  linesAboutOtherReadings: ({ readings }) => readings.map((_, index) => index).slice(1),
  // The views stay, so that all readings are redrawn together.
  variation: (request, picture, strength) => withNewSeed(request, { start: { picture, strength } }),
})
