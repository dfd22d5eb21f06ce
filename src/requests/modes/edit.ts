import { z } from 'zod'
import { fields, real, text } from '../fields.ts'
import { pictureRef } from '../picture-ref.ts'
import { sharedFields, sharedSettings } from '../shared.ts'

const strengths = z
  .array(real(fields.strength))
  .min(2, { error: 'must have at least 2 strengths' })
  .max(8, { error: 'must have at most 8 strengths' })

/**
 * The noise levels at which the CS180 course looks at an edit (i_start 20, 10, 7, 5, 3, 1 of its 34 steps, t = 390,
 * 690, 780, 840, 900, 960), as strengths: from hardly changed to a picture of its own.
 */
export const strengthLadder: readonly number[] = [0.39, 0.69, 0.78, 0.84, 0.9, 0.96]

/** Image to image after SDEdit: a picture or a sketch is noised as far as `strength` says and painted from there. */
export const editRequest = z
  .strictObject({
    mode: z.literal('edit'),
    ...sharedFields,
    picture: pictureRef,
    prompt: text(fields.prompt).optional(),
    strength: real(fields.strength).optional(),
    /** Several strengths in one labelled sheet, instead of one. */
    ladder: strengths.optional(),
  })
  .refine((request) => request.strength === undefined || request.ladder === undefined, {
    error: 'Give either `strength` or `ladder`, not both.',
  })
export type EditRequest = z.infer<typeof editRequest>

export const resolvedEdit = z.strictObject({
  mode: z.literal('edit'),
  ...sharedSettings,
  picture: pictureRef,
  prompt: z.string(),
  /** One strength, or the several of a ladder. */
  strengths: z.array(real(fields.strength)).min(1).max(8),
})
export type ResolvedEdit = z.infer<typeof resolvedEdit>
