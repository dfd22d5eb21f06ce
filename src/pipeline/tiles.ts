import { UserError } from '#src/errors.ts'
import { cropped, type Planes, type Size } from './planes.ts'
import type { Predict } from './predict.ts'

/** How a canvas that is larger than the network's size is cut into tiles. */
export interface Tiling {
  /** The size of a tile in pixels. A smaller canvas is a single tile. */
  readonly tile: Size
  /** The least number of pixels that neighbouring tiles share. */
  readonly overlap: number
}

/** The longest side of a picture that is enlarged in tiles: four times as much is 2048 px and 100 tiles a step. */
export const maxTiledSide = 512

/** @throws UserError where a picture is too large to be enlarged in tiles */
export function checkTiledSize({ height, width }: Size): void {
  if (Math.max(height, width) <= maxTiledSide) return
  throw new UserError(
    'picture-too-large',
    `The picture is ${width} × ${height} pixels: enlarge at most ${maxTiledSide} a side in tiles, or take it as a whole.`,
    { height, width },
  )
}

/**
 * Extends a network to canvases of any size by calling it tile by tile. The answers of neighbouring tiles are blended at every
 * step where the tiles overlap, so that no seam can form (after Bar-Tal et al. 2023, "MultiDiffusion").
 *
 * Each tile is a call of its own, so that memory stays that of a single tile.
 */
export function tiled(predict: Predict, { tile, overlap }: Tiling): Predict {
  return async (rows, signal) => {
    const size = rows[0]?.input
    if (size === undefined || (size.height <= tile.height && size.width <= tile.width)) return predict(rows, signal)
    const tops = tileStarts(size.height, tile.height, overlap)
    const lefts = tileStarts(size.width, tile.width, overlap)
    const height = Math.min(tile.height, size.height)
    const width = Math.min(tile.width, size.width)
    const down = weightsOf(height, overlap)
    const across = weightsOf(width, overlap)
    const total = new Float32Array(size.height * size.width)
    const sums = rows.map((): Planes | undefined => undefined)

    for (const top of tops) {
      for (const left of lefts) {
        signal?.throwIfAborted()
        const place = { top, left, height, width }
        const answers = await predict(
          rows.map((row) => ({ ...row, input: cropped(row.input, place) })),
          signal,
        )
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) {
            const at = (top + y) * size.width + left + x
            total[at] = (total[at] ?? 0) + (down[y] ?? 0) * (across[x] ?? 0)
          }
        }
        for (const [i, answer] of answers.entries()) {
          const sum = (sums[i] ??= {
            data: new Float32Array(answer.channels * size.height * size.width),
            channels: answer.channels,
            height: size.height,
            width: size.width,
          })
          add(sum, answer, place, down, across)
        }
      }
    }
    return sums.flatMap((sum) => (sum === undefined ? [] : [divided(sum, total)]))
  }
}

/** The number of tiles of a canvas, and the size of each in pixels. */
export function tilesOf(size: Size, { tile, overlap }: Tiling): { readonly count: number; readonly size: Size } {
  const down = tileStarts(size.height, tile.height, overlap).length
  const across = tileStarts(size.width, tile.width, overlap).length
  return {
    count: down * across,
    size: { height: Math.min(size.height, tile.height), width: Math.min(size.width, tile.width) },
  }
}

/** Where the tiles begin along a side. They are evenly spread from its start to its end. */
export function tileStarts(side: number, tile: number, overlap: number): number[] {
  if (side <= tile) return [0]
  const count = Math.ceil((side - overlap) / (tile - overlap))
  return Array.from({ length: count }, (_, i) => Math.round((i * (side - tile)) / (count - 1)))
}

/** Weights that rise over the overlap at the start and fall at the end, nowhere 0. */
function weightsOf(tile: number, overlap: number): Float32Array {
  return Float32Array.from({ length: tile }, (_, i) => Math.min((Math.min(i, tile - 1 - i) + 1) / (overlap + 1), 1))
}

interface Place extends Size {
  readonly top: number
  readonly left: number
}

function add(sum: Planes, answer: Planes, place: Place, down: Float32Array, across: Float32Array): void {
  const { top, left, height, width } = place
  for (let c = 0; c < answer.channels; c++) {
    for (let y = 0; y < height; y++) {
      const to = (c * sum.height + top + y) * sum.width + left
      const from = (c * height + y) * width
      const weight = down[y] ?? 0
      for (let x = 0; x < width; x++) {
        sum.data[to + x] = (sum.data[to + x] ?? 0) + weight * (across[x] ?? 0) * (answer.data[from + x] ?? 0)
      }
    }
  }
}

function divided(sum: Planes, total: Float32Array): Planes {
  for (let i = 0; i < sum.data.length; i++) sum.data[i] = (sum.data[i] ?? 0) / (total[i % total.length] ?? 1)
  return sum
}
