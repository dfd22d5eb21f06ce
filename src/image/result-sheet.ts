import { modeOf, type ResolvedRequest } from '#src/requests/draw-request.ts'
import { promptLine } from '#src/requests/prompt-line.ts'
import type { Scores } from '#src/requests/scores.ts'
import type { Picture } from './picture.ts'
import { sheet, type SheetCell } from './sheet.ts'

/** A finished picture and its seed. */
export interface SheetPicture {
  readonly picture: Picture
  readonly seed: number
  readonly scores?: Scores
}

/** The longer side of each picture on a sheet, in pixels. */
const edge = 192

/**
 * All pictures of a request on one labelled sheet: as its mode lays them out, else seed by seed. Undefined if a single
 * picture needs none.
 *
 * @param pictures in the order in which they were drawn
 */
export async function resultSheet(
  request: ResolvedRequest,
  pictures: readonly SheetPicture[],
): Promise<Picture | undefined> {
  if (pictures.length < 2) return undefined
  const grid = modeOf(request).grid?.(request)
  if (grid === undefined) {
    const cells = pictures.map((picture) => cellOf(picture, true))
    return sheet(inRows(cells, columnsFor(pictures.length)), { title: promptLine(request), edge })
  }
  const { cells, seeds, ...labels } = grid
  const rows = cells.map((row) =>
    row.flatMap((index) => {
      const found = pictures[index]
      return found === undefined ? [] : [cellOf(found, seeds)]
    }),
  )
  return sheet(rows, { ...labels, edge })
}

function cellOf({ picture, seed, scores }: SheetPicture, withSeed: boolean): SheetCell {
  const { alignment, concealment } = scores ?? {}
  const captions = [
    ...(withSeed ? [`seed ${seed}`] : []),
    ...(alignment === undefined ? [] : [`CLIP ${alignment.toFixed(3)}`]),
    ...(concealment === undefined ? [] : [`concealment ${concealment.toFixed(2)}`]),
  ]
  return captions.length === 0 ? { picture } : { picture, caption: captions.join(' · ') }
}

/** Nearly square, rather wide than high, at most six in a row. */
function columnsFor(count: number): number {
  return Math.min(6, Math.ceil(Math.sqrt(count)))
}

function inRows(cells: readonly SheetCell[], width: number): SheetCell[][] {
  return Array.from({ length: Math.ceil(cells.length / width) }, (_, row) =>
    cells.slice(row * width, (row + 1) * width),
  )
}
