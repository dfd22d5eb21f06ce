import { z } from 'zod'
import { fields, real, whole } from './fields.ts'

const moveSeed = whole(fields.seed).optional()

/** A number of pieces a side; it must divide 64, so that the pieces are whole at both stages. */
const piecesASide = z.union(
  [2, 4, 8, 16, 32, 64].map((n) => z.literal(n)),
  { error: 'must be 2, 4, 8, 16, 32 or 64 (pieces a side)' },
)

/**
 * A view of an anagram and its parameters; the names and defaults are those of the visual anagrams code
 * (dangeng/visual_anagrams, views/__init__.py).
 */
export const viewSpec = z.discriminatedUnion(
  'name',
  [
    z.strictObject({ name: z.literal('identity') }),
    z.strictObject({ name: z.literal('flip') }),
    z.strictObject({ name: z.literal('rotate_cw') }),
    z.strictObject({ name: z.literal('rotate_ccw') }),
    z.strictObject({ name: z.literal('rotate_180') }),
    z.strictObject({ name: z.literal('negate') }),
    z.strictObject({ name: z.literal('skew'), factor: real({ min: -8, max: 8 }).optional() }),
    z.strictObject({ name: z.literal('patch_permute'), pieces: piecesASide.optional(), seed: moveSeed }),
    z.strictObject({ name: z.literal('pixel_permute'), pieces: piecesASide.optional(), seed: moveSeed }),
    z.strictObject({ name: z.literal('jigsaw'), seed: moveSeed }),
    z.strictObject({ name: z.literal('inner_circle') }),
    z.strictObject({ name: z.literal('square_hinge') }),
  ],
  {
    error:
      'must be one of identity, flip, rotate_cw, rotate_ccw, rotate_180, negate, skew, patch_permute, pixel_permute, ' +
      'jigsaw, inner_circle, square_hinge',
  },
)

export type ViewSpec = z.infer<typeof viewSpec>
export type ViewName = ViewSpec['name']

/** Every view with the words a person reads in a list of choices. */
export const viewLabels = {
  identity: 'as it is',
  flip: 'upside down (rows reversed)',
  rotate_cw: 'a quarter turn clockwise',
  rotate_ccw: 'a quarter turn counter-clockwise',
  rotate_180: 'half a turn',
  negate: 'as a photographic negative',
  skew: 'columns slid downhill',
  patch_permute: 'square patches shuffled',
  pixel_permute: 'tiny squares shuffled',
  jigsaw: 'jigsaw pieces moved',
  inner_circle: 'the inner circle turned',
  square_hinge: 'squares turned on their hinges',
} as const satisfies Record<ViewName, string>

export const viewNames: readonly ViewName[] = viewSpec.options.map((option) => option.shape.name.value)
