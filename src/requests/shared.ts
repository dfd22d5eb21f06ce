import { z } from 'zod'
import { someText, text, whole } from '#src/schemas.ts'
import { fields, size } from './fields.ts'
import { samplingFields, stageSettings, stageTwoFields, stageTwoSettings } from './sampling.ts'

/** What every request may say, whatever its mode. Undefined means the model's or the mode's default. */
export const sharedFields = {
  negative: text(fields.negative).optional(),
  seed: whole(fields.seed).optional(),
  count: whole(fields.count).optional(),
  size: size.optional(),
  model: someText(fields.model).optional(),
  ...samplingFields,
  stageTwo: stageTwoFields.optional(),
  /** IF's own clean-up of captions (links, markup, odd punctuation) before the tokenizer. */
  cleanCaption: z.boolean({ error: 'must be true or false' }).optional(),
}
const sharedRequest = z.strictObject(sharedFields)
export type SharedRequest = z.infer<typeof sharedRequest>

/** Whether a request says anything of the 64 → 256 px stage. */
export function namesStageTwo({ stageTwo = {} }: Pick<SharedRequest, 'stageTwo'>): boolean {
  return Object.values(stageTwo).some((value) => value !== undefined)
}

/** The same once every default is filled in. */
export const sharedSettings = {
  negative: z.string(),
  /** Of the first picture. */
  seed: whole(fields.seed),
  count: whole(fields.count),
  size,
  model: z.string(),
  cleanCaption: z.boolean(),
  stageOne: stageSettings,
  /** Absent where the picture stays at 64 px. */
  stageTwo: stageTwoSettings.optional(),
}
const sharedResolved = z.strictObject(sharedSettings)
export type SharedSettings = z.infer<typeof sharedResolved>
