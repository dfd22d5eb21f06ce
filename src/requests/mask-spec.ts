import { z } from 'zod'
import { oneOf, whole } from '#src/schemas.ts'
import { pictureRef } from './picture-ref.ts'

/** The named parts of a picture. */
export const maskRegions = ['left', 'right', 'top', 'bottom', 'centre', 'border', 'circle'] as const
export const maskRegion = oneOf(maskRegions)
export type MaskRegion = z.infer<typeof maskRegion>

/** The cells of the numbered overlay, row by row: 1 at the top left, 25 at the bottom right. */
export const maskGrid = { rows: 5, columns: 5 } as const

/** Selects the part of a picture to redraw: white in a mask picture, transparent in the picture itself, or named. */
export const maskSpec = z.discriminatedUnion(
  'from',
  [
    z.strictObject({ from: z.literal('picture'), picture: pictureRef }),
    z.strictObject({ from: z.literal('transparency') }),
    z.strictObject({
      from: z.literal('regions'),
      regions: z
        .array(maskRegion)
        .min(1, { error: 'must name at least one region' })
        .max(maskRegions.length, { error: `must name at most ${maskRegions.length} regions` }),
    }),
    z.strictObject({
      from: z.literal('cells'),
      cells: z
        .array(whole({ min: 1, max: maskGrid.rows * maskGrid.columns }))
        .min(1, { error: 'must name at least one cell' })
        .max(maskGrid.rows * maskGrid.columns, { error: 'must name at most 25 cells' }),
    }),
  ],
  { error: 'must be a mask: a picture, transparency, regions or cells' },
)

export type MaskSpec = z.infer<typeof maskSpec>
