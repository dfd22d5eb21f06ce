import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import type { CompareAxis } from '#src/requests/modes/compare.ts'
import type { Steps } from '#src/requests/sampling.ts'
import type { Picture } from './picture.ts'
import { promptOf } from './recipe-text.ts'
import { sheet, type SheetCell } from './sheet.ts'

/** A finished picture and its seed. */
export interface SheetPicture {
  readonly picture: Picture
  readonly seed: number
}

/** The longer side of each picture on a sheet, in pixels. */
const edge = 192

/**
 * All pictures of a request on one labelled sheet, in the order in which they were drawn: a strength sweep by strength, a
 * comparison by its axes, several seeds by seed. Undefined where a single picture needs none.
 */
export async function resultSheet(
  request: ResolvedRequest,
  pictures: readonly SheetPicture[],
): Promise<Picture | undefined> {
  if (pictures.length < 2) return undefined
  if (request.mode === 'compare') {
    const [down, across] = request.axes
    const width = request.cells[0]?.length ?? 1
    return sheet(
      inRows(
        pictures.map(({ picture }) => ({ picture })),
        width,
      ),
      {
        ...(down && { rows: labelsOf(down) }),
        ...(across && { columns: labelsOf(across) }),
        // Prompts that are compared stand beside their pictures.
        ...(!request.axes.some(({ setting }) => setting === 'prompt') && {
          title: request.cells[0]?.[0]?.prompt ?? '',
        }),
        edge,
      },
    )
  }
  const title = promptOf(request)
  if (request.mode === 'edit' && request.strengths.length > 1) {
    const columns = request.strengths.length
    const perStrength = request.count
    const rows = Array.from({ length: perStrength }, (_, i) =>
      Array.from({ length: columns }, (_, column) => pictures[column * perStrength + i]).flatMap((found) =>
        found ? [cellOf(found, perStrength > 1)] : [],
      ),
    )
    return sheet(rows, { title, columns: request.strengths.map((strength) => `strength ${strength}`), edge })
  }
  return sheet(
    inRows(
      pictures.map((picture) => cellOf(picture, true)),
      columnsFor(pictures.length),
    ),
    { title, edge },
  )
}

function cellOf({ picture, seed }: SheetPicture, withSeed: boolean): SheetCell {
  return withSeed ? { picture, caption: `seed ${seed}` } : { picture }
}

/** The number of columns: nearly square, rather wide than high, at most six. */
function columnsFor(count: number): number {
  return Math.min(6, Math.ceil(Math.sqrt(count)))
}

function inRows(cells: readonly SheetCell[], width: number): SheetCell[][] {
  return Array.from({ length: Math.ceil(cells.length / width) }, (_, row) =>
    cells.slice(row * width, (row + 1) * width),
  )
}

function labelsOf(axis: CompareAxis): string[] {
  if (axis.setting === 'prompt') return axis.values.map((prompt) => prompt || 'no prompt')
  if (axis.setting === 'steps') return axis.values.map(stepsLabel)
  return axis.values.map((value) => `${axis.setting} ${value}`)
}

function stepsLabel(steps: Steps): string {
  if (typeof steps === 'number') return `${steps} steps`
  if (typeof steps === 'string') return steps
  return 'timesteps' in steps ? `${steps.timesteps.length} chosen steps` : `sections ${steps.sections.join(',')}`
}
