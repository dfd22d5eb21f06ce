import { z } from 'zod'

/** What the store keeps of a message that shows a result. */
export const resultState = z.object({
  shows: z.literal('result'),
  /** A line above the result, which stays when the message changes. */
  heading: z.string().exactOptional(),
  /** Discord's locale in which the message speaks. Default: that of whoever asked for the picture. */
  locale: z.string().exactOptional(),
})
export type ResultState = z.infer<typeof resultState>
