import { z } from 'zod'
import { nonEmptyText, text, whole } from '#src/schemas.ts'
import { fields, size } from './fields.ts'
import { samplingFields, stageSettings, stageTwoFields, stageTwoSettings } from './sampling.ts'

/** The settings that requests of all modes share. Undefined fields take the default of the model or the mode. */
export const sharedFields = {
  negative: text(fields.negative).optional(),
  seed: whole(fields.seed).optional(),
  count: whole(fields.count).optional(),
  /** How many pictures stage I draws for each that is finished. A CLIP chooses. Only for one picture. */
  bestOf: whole(fields.bestOf).optional(),
  size: size.optional(),
  model: nonEmptyText(fields.model).optional(),
  ...samplingFields,
  stageTwo: stageTwoFields.optional(),
  /** IF's own clean-up of captions (links, markup, odd punctuation) before the tokenizer. */
  cleanCaption: z.boolean({ error: 'must be true or false' }).optional(),
}
const sharedRequest = z.strictObject(sharedFields)
export type SharedRequest = z.infer<typeof sharedRequest>

/** Whether a request sets anything for the 64 → 256 px stage. */
export function namesStageTwo({ stageTwo = {} }: Pick<SharedRequest, 'stageTwo'>): boolean {
  return Object.values(stageTwo).some((value) => value !== undefined)
}

/** The shared settings with every default filled in. */
export const sharedSettings = {
  negative: z.string(),
  /** The seed of the first picture. */
  seed: whole(fields.seed),
  count: whole(fields.count),
  /** How many pictures stage I draws, from this seed on, for the one that is finished. Absent in recipes that are older than this setting. */
  bestOf: whole(fields.bestOf).default(1),
  size,
  model: z.string(),
  cleanCaption: z.boolean(),
  stageOne: stageSettings,
  /** Absent if the picture stays at 64 px. */
  stageTwo: stageTwoSettings.optional(),
}
const sharedResolved = z.strictObject(sharedSettings)
export type SharedSettings = z.infer<typeof sharedResolved>
