import { z } from 'zod'
import { fields, oneOf, text } from '../fields.ts'
import { pictureRef } from '../picture-ref.ts'
import { sharedFields, sharedSettings } from '../shared.ts'

/** `whole`: the picture is brought to 64 px and painted at 256. `tiles`: every pixel is kept and becomes 4 × 4. */
export const upscaleWays = ['whole', 'tiles'] as const
const way = oneOf(upscaleWays)

/** Any picture through stage II, four times as large. */
export const upscaleRequest = z.strictObject({
  mode: z.literal('upscale'),
  ...sharedFields,
  picture: pictureRef,
  prompt: text(fields.prompt).optional(),
  way: way.optional(),
})
export type UpscaleRequest = z.infer<typeof upscaleRequest>

export const resolvedUpscale = z.strictObject({
  mode: z.literal('upscale'),
  ...sharedSettings,
  picture: pictureRef,
  prompt: z.string(),
  way,
})
export type ResolvedUpscale = z.infer<typeof resolvedUpscale>
