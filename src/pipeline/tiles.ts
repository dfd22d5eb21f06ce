import type { Planes, Size } from './planes.ts'
import type { Predict } from './predict.ts'

/** How a canvas that is larger than the network is shown to it. */
export interface Tiling {
  /** Of one tile; a canvas that is smaller is one tile. */
  readonly tile: Size
  /** Pixels that neighbouring tiles share at least. */
  readonly overlap: number
}

/**
 * A network that answers for canvases of any size, tile by tile: what neighbouring tiles say of the pixels they share is
 * blended, at every step, so that no seam ever forms (after Bar-Tal et al. 2023, "MultiDiffusion").
 *
 * One call of the network a tile, so that memory stays that of a tile.
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
          rows.map((row) => ({ ...row, input: cut(row.input, place) })),
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

/** How many tiles a canvas is shown in, and the size that the network then sees. */
export function tilesOf(size: Size, { tile, overlap }: Tiling): { readonly count: number; readonly size: Size } {
  const down = tileStarts(size.height, tile.height, overlap).length
  const across = tileStarts(size.width, tile.width, overlap).length
  return {
    count: down * across,
    size: { height: Math.min(size.height, tile.height), width: Math.min(size.width, tile.width) },
  }
}

/** Where tiles begin along a side: evenly spread, the first at its start and the last at its end. */
export function tileStarts(side: number, tile: number, overlap: number): number[] {
  if (side <= tile) return [0]
  const count = Math.ceil((side - overlap) / (tile - overlap))
  return Array.from({ length: count }, (_, i) => Math.round((i * (side - tile)) / (count - 1)))
}

/** Rises over the overlap and falls again, nowhere 0. */
function weightsOf(tile: number, overlap: number): Float32Array {
  return Float32Array.from({ length: tile }, (_, i) => Math.min((Math.min(i, tile - 1 - i) + 1) / (overlap + 1), 1))
}

interface Place extends Size {
  readonly top: number
  readonly left: number
}

function cut(planes: Planes, { top, left, height, width }: Place): Planes {
  const data = new Float32Array(planes.channels * height * width)
  for (let c = 0; c < planes.channels; c++) {
    for (let y = 0; y < height; y++) {
      const from = (c * planes.height + top + y) * planes.width + left
      data.set(planes.data.subarray(from, from + width), (c * height + y) * width)
    }
  }
  return { data, channels: planes.channels, height, width }
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
