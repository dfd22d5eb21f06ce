import { canvas } from './moving/canvas.ts'
import type { Picture } from './picture.ts'

/**
 * Puts pictures side by side in rows, on the colour of paper. Each is centred in its column.
 *
 * @param rows the pictures of one row are equally high
 * @param gap pixels between them
 */
export function arrange(rows: readonly (readonly Picture[])[], gap: number): Picture {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const column = Math.max(0, ...rows.flat().map(({ width }) => width))
  const heights = rows.map((row) => Math.max(0, ...row.map(({ height }) => height)))
  const height = heights.reduce((sum, one) => sum + one + gap, -gap)
  const page = canvas(columns * (column + gap) - gap, height)
  let top = 0
  for (const [index, row] of rows.entries()) {
    for (const [at, picture] of row.entries()) {
      const left = at * (column + gap) + Math.floor((column - picture.width) / 2)
      put(page, picture, left, top)
    }
    top += (heights[index] ?? 0) + gap
  }
  return page
}

function put(page: Picture, { width, height, data }: Picture, left: number, top: number): void {
  for (let y = 0; y < height; y++) {
    page.data.set(data.subarray(4 * y * width, 4 * (y + 1) * width), 4 * ((top + y) * page.width + left))
  }
}
