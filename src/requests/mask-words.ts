import { UserError } from '#src/errors.ts'
import { type MaskSpec, maskGrid, maskRegion, maskRegions } from './mask-spec.ts'
import { numeric } from './numeric.ts'

/**
 * Parses a mask that is written as named parts (`top left`) or as cells of the grid (`7 8 12`).
 *
 * @throws UserError `bad-request` where the text contains neither
 */
export function namedMask(words: string): MaskSpec {
  const named = words
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(Boolean)
  const cellCount = maskGrid.rows * maskGrid.columns
  const cells = named.map(numeric).filter((cell) => typeof cell === 'number')
  if (cells.length > 0 && cells.length === named.length && cells.every((cell) => isCell(cell, cellCount)))
    return { from: 'cells', cells: [...new Set(cells)] }
  const regions = named.flatMap((word) => maskRegion.safeParse(word).data ?? [])
  if (regions.length > 0 && regions.length === named.length) return { from: 'regions', regions: [...new Set(regions)] }
  throw new UserError(
    'bad-request',
    `A region is named by ${maskRegions.join(', ')}, or by cells from 1 to ${cellCount}; you gave “${Array.from(words).slice(0, 100).join('')}”.`,
  )
}

const isCell = (cell: number, cellCount: number): boolean => Number.isInteger(cell) && cell >= 1 && cell <= cellCount
