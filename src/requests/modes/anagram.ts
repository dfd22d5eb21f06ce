import { z } from 'zod'
import { fields, oneOf, someText, text } from '../fields.ts'
import { sharedFields, sharedSettings } from '../shared.ts'
import { startPicture } from '../start-picture.ts'
import { viewKey } from '../view-key.ts'
import { viewSpec } from '../view-spec.ts'

/** How the parts' estimates become one: their mean at every step, or one after the other. */
export const merges = ['mean', 'alternate'] as const
const merge = oneOf(merges)

const reading = z.strictObject({ prompt: someText(fields.prompt), view: viewSpec })

const readings = z
  .array(reading)
  .min(2, { error: 'must be two to four prompts, each with its view: an anagram has more than one meaning' })
  .max(4, { error: 'must be two to four prompts, each with its view' })
  .refine((all) => new Set(all.map((one) => viewKey(one.view))).size === all.length, {
    error: 'Two prompts share one view; give each prompt a view of its own.',
  })

/** A visual anagram (Geng et al., CVPR 2024): one picture with a meaning in each of its views. */
export const anagramRequest = z.strictObject({
  mode: z.literal('anagram'),
  ...sharedFields,
  readings,
  style: text(fields.style).optional(),
  merge: merge.optional(),
  start: startPicture.optional(),
})
export type AnagramRequest = z.infer<typeof anagramRequest>

export const resolvedAnagram = z.strictObject({
  mode: z.literal('anagram'),
  ...sharedSettings,
  readings,
  /** Put before every prompt with a blank between; empty: nothing is. */
  style: z.string(),
  merge,
  start: startPicture.optional(),
})
export type ResolvedAnagram = z.infer<typeof resolvedAnagram>
