import { z } from 'zod'

/** How well a picture fits its prompts, by a CLIP. */
export const scores = z.strictObject({
  /** The cosine of the picture with its prompt; of an illusion, that of its worst reading. */
  alignment: z.number(),
  /** How well the readings of an illusion hide each other: 1 is the best, 1 divided by their number is chance. */
  concealment: z.number().exactOptional(),
})
export type Scores = z.infer<typeof scores>
