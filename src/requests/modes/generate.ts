import { z } from 'zod'
import { fields, text } from '../fields.ts'
import { sharedFields, sharedSettings } from '../shared.ts'

/** Text to image. Without a prompt the model paints unconditionally. */
export const generateRequest = z.strictObject({
  mode: z.literal('generate'),
  ...sharedFields,
  prompt: text(fields.prompt).optional(),
})
export type GenerateRequest = z.infer<typeof generateRequest>

export const resolvedGenerate = z.strictObject({
  mode: z.literal('generate'),
  ...sharedSettings,
  /** Empty: unconditional. */
  prompt: z.string(),
})
export type ResolvedGenerate = z.infer<typeof resolvedGenerate>
