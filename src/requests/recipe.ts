import { z } from 'zod'
import { whole } from '#src/schemas.ts'
import { fields } from './fields.ts'
import { resolvedRequest } from './draw-request.ts'
import { scores } from './scores.ts'

/**
 * Everything that is needed to draw a picture again. It is kept in the picture file (a PNG text chunk) and beside every
 * result in the store, so it is parsed wherever it is read back.
 */
export const recipe = z.strictObject({
  /** The version of this layout. */
  version: z.literal(1),
  /** The request as it was drawn, with every default filled in. */
  request: resolvedRequest,
  /** The index of the picture in the request, from 0. */
  picture: z.int().min(0),
  /** The seed that this picture started from. */
  seed: whole(fields.seed),
  model: z.strictObject({
    name: z.string(),
    /** Changes when any weight changes. Different fingerprints give different pictures. */
    fingerprint: z.string(),
  }),
  /** The version of Duckrabbit that drew it. */
  duckrabbit: z.string(),
  /** `cpu`, `webgpu` or `cuda`; the last digits of the arithmetic differ between devices. */
  device: z.string(),
  /** How many pictures of stage I it was chosen from. Absent where nothing was chosen. */
  chosenFrom: z.int().min(2).exactOptional(),
  /** How well the picture fits its prompts. Absent where nothing measured that. */
  scores: scores.exactOptional(),
})
export type Recipe = z.infer<typeof recipe>

/** Parses a recipe from untrusted text (a PNG chunk, a database row), or undefined if it is not a recipe. */
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
