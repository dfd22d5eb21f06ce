import sharp, { type OverlayOptions } from 'sharp'
import { lettering } from './lettering.ts'
import type { Picture } from './picture.ts'

/** One picture of a sheet and the caption below it. */
export interface SheetCell {
  readonly picture: Picture
  readonly caption?: string
  /** Its longer side in pixels, where it is smaller than the others. */
  readonly edge?: number
}

export interface SheetOptions {
  /** Above everything. */
  readonly title?: string
  /** Labels to the left of the rows, from the top. */
  readonly rows?: readonly string[]
  /** Labels above the columns, from the left. */
  readonly columns?: readonly string[]
  /** The longer side of each picture on the sheet, in pixels. Default: 256. */
  readonly edge?: number
}

const look = {
  paper: '#fbfaf7',
  ink: '#22252b',
  faint: '#6a6f78',
  margin: 16,
  gap: 8,
  text: 15,
  heading: 20,
  rowLabel: 132,
} as const

/** The height of a line of text in pixels. */
const lineHeight = (size: number): number => Math.round(size * 1.4)

/** Pixels between the pictures of a sheet, and around them. */
export const { gap: sheetGap, margin: sheetMargin } = look

/** The position of the first picture of a sheet and of the column labels above it, in pixels. */
export function firstPlace(titleLines: number, labelled: { readonly rows: boolean; readonly columns: boolean }) {
  const { margin, gap, text, heading, rowLabel } = look
  const columnTop = margin + (titleLines > 0 ? titleLines * lineHeight(heading) + gap : 0)
  return {
    left: margin + (labelled.rows ? rowLabel : 0),
    columnTop,
    top: columnTop + (labelled.columns ? lineHeight(text) + gap / 2 : 0),
  }
}

interface Cell extends SheetCell {
  readonly left: number
  readonly top: number
  readonly rowHeight: number
}

/**
 * Lays pictures out in labelled rows and columns on light paper. Small pictures are enlarged by repeating pixels, so that they
 * stay sharp. A row may be shorter than the others.
 */
export async function sheet(
  cells: readonly (readonly SheetCell[])[],
  { title, rows = [], columns = [], edge = 256 }: SheetOptions = {},
): Promise<Picture> {
  const { margin, gap, text } = look
  const letters = await lettering()
  const captionLines = cells.flat().some((cell) => cell.caption) ? 2 : 0
  const wrapped = cells.map((row) =>
    row.map((cell) => (cell.caption ? letters.wrap(cell.caption, text, edge, captionLines) : [])),
  )
  const titleLines =
    title === undefined ? [] : letters.wrap(title, look.heading, Math.max(edge, widthOf(cells, edge)), 2)
  const labelled = { rows: rows.length > 0, columns: columns.length > 0 }
  const { left, columnTop, top } = firstPlace(titleLines.length, labelled)
  const captionHeights = wrapped.map((row) => Math.max(0, ...row.map((lines) => lines.length)) * lineHeight(text))
  const heights = cells.map((row, r) => edgeHeight(row, edge) + (captionHeights[r] ?? 0))
  const rowTop = (r: number): number => top + heights.slice(0, r).reduce((sum, height) => sum + height + gap, 0)
  const columnLeft = (c: number): number => left + c * (edge + gap)

  const width = left + widthOf(cells, edge) + margin
  const height = rowTop(cells.length) - gap + margin

  const words: string[] = []
  const write = (line: string, x: number, baseline: number, size: number, colour: string): void => {
    words.push(`<path fill="${colour}" d="${letters.path(line, x, baseline, size)}"/>`)
  }
  const middle = (line: string, centre: number, size: number): number => centre - letters.width(line, size) / 2

  for (const [i, line] of titleLines.entries()) {
    write(line, margin, margin + (i + 0.8) * lineHeight(look.heading), look.heading, look.ink)
  }
  for (const [c, label] of columns.entries()) {
    const line = letters.fit(label, text, edge)
    write(line, middle(line, columnLeft(c) + edge / 2, text), columnTop + 0.8 * lineHeight(text), text, look.ink)
  }
  for (const [r, label] of rows.entries()) {
    const lines = letters.wrap(label, text, look.rowLabel - gap, 4)
    const centre = rowTop(r) + edgeHeight(cells[r] ?? [], edge) / 2 - (lines.length / 2) * lineHeight(text)
    for (const [i, line] of lines.entries()) write(line, margin, centre + (i + 0.8) * lineHeight(text), text, look.ink)
  }
  const placed: Cell[] = []
  for (const [r, row] of cells.entries()) {
    for (const [c, cell] of row.entries()) {
      placed.push({ ...cell, left: columnLeft(c), top: rowTop(r), rowHeight: edgeHeight(row, edge) })
      for (const [i, line] of (wrapped[r]?.[c] ?? []).entries()) {
        const baseline = rowTop(r) + edgeHeight(row, edge) + (i + 0.85) * lineHeight(text)
        write(line, middle(line, columnLeft(c) + edge / 2, text), baseline, text, look.faint)
      }
    }
  }
  const overlays = await Promise.all(placed.map((cell) => overlay(cell, edge)))
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${words.join('')}</svg>`
  const { data, info } = await sharp({ create: { width, height, channels: 4, background: look.paper } })
    .composite([...overlays, { input: Buffer.from(svg), left: 0, top: 0 }])
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}

function widthOf(cells: readonly (readonly SheetCell[])[], edge: number): number {
  const columns = Math.max(1, ...cells.map((row) => row.length))
  return columns * (edge + look.gap) - look.gap
}

/** The height of the tallest picture of a row on the sheet, in pixels. */
function edgeHeight(row: readonly SheetCell[], edge: number): number {
  return Math.max(0, ...row.map((cell) => Math.round(cell.picture.height * scaleOf(cell, edge))))
}

function scaleOf({ picture, edge }: SheetCell, usual: number): number {
  return (edge ?? usual) / Math.max(picture.width, picture.height)
}

/** One picture, resized and centred in its column and row. */
async function overlay(cell: Cell, edge: number): Promise<OverlayOptions> {
  const { picture, left, top, rowHeight } = cell
  const scale = scaleOf(cell, edge)
  const width = Math.max(1, Math.round(picture.width * scale))
  const height = Math.max(1, Math.round(picture.height * scale))
  const input = await sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: 4 } })
    .resize(width, height, { kernel: scale >= 1 ? 'nearest' : 'lanczos3', fit: 'fill' })
    .png({ compressionLevel: 1 })
    .toBuffer()
  return { input, left: left + Math.floor((edge - width) / 2), top: top + Math.floor((rowHeight - height) / 2) }
}
