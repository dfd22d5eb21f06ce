import { z } from 'zod'
import { fields, real, someText, text } from '../fields.ts'
import { pictureRef } from '../picture-ref.ts'
import { sharedFields, sharedSettings } from '../shared.ts'

/** How much of the estimate comes from the style's prompt (IF's positive_mixer). */
export const styleLimits = { mixer: { min: 0, max: 1 } } as const

/** IF's style transfer: a picture redrawn in a named style, the style's text going the pooled way. */
export const styleRequest = z.strictObject({
  mode: z.literal('style'),
  ...sharedFields,
  picture: pictureRef,
  /** "in style of an oil painting" */
  style: someText(fields.style),
  /** What the picture shows. */
  prompt: text(fields.prompt).optional(),
  strength: real(fields.strength).optional(),
  mixer: real(styleLimits.mixer).optional(),
})
export type StyleRequest = z.infer<typeof styleRequest>

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
