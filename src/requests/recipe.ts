import { z } from 'zod'
import { whole } from '#src/schemas.ts'
import { fields } from './fields.ts'
import { resolvedRequest } from './draw-request.ts'

/**
 * All that is needed to draw a picture again. It travels in the picture file itself (a PNG text chunk) and beside
 * every result in the store, so it is parsed wherever it is read back.
 */
export const recipe = z.strictObject({
  /** Of this layout. */
  version: z.literal(1),
  /** With every default filled in, as it was drawn. */
  request: resolvedRequest,
  /** Which picture of the request this is, from 0. */
  picture: z.int().min(0),
  /** The seed that this picture started from. */
  seed: whole(fields.seed),
  model: z.strictObject({
    name: z.string(),
    /** Changes when any weight changes; pictures of different fingerprints differ. */
    fingerprint: z.string(),
  }),
  /** The version that drew it. */
  duckrabbit: z.string(),
  /** cpu, webgpu, cuda: the last digits of the arithmetic differ from one to the other. */
  device: z.string(),
})
export type Recipe = z.infer<typeof recipe>

/** A recipe from text that came from outside (a PNG's chunk, a row); undefined when it is none. */
export function parseRecipe(json: string): Recipe | undefined {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return undefined
  }
  const parsed = recipe.safeParse(value)
  return parsed.success ? parsed.data : undefined
}
