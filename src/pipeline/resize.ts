import type { Planes, Size } from './planes.ts'

/**
 * Bilinear, the corners' pixel centres kept in place (`align_corners=True`): how IF enlarges the picture of the stage
 * below (deep-floyd/IF, deepfloyd_if/modules/base.py; diffusers, pipeline_if_superresolution.py).
 */
export function enlarge(picture: Planes, size: Size): Planes {
  return resampler(picture, size, alignedTaps)(picture)
}

/** Bicubic (a = −½), widened where it shrinks, as Pillow's `BICUBIC`: how diffusers brings a picture to the network's size. */
export function resize(picture: Planes, size: Size): Planes {
  if (picture.height === size.height && picture.width === size.width) return picture
  return cubicResampler(picture, size)(picture)
}

/** The mean over each new pixel's area, as Pillow's `BOX`: for masks, which must not ring, and for what a smaller picture sees. */
export function averaged(picture: Planes, size: Size): Planes {
  if (picture.height === size.height && picture.width === size.width) return picture
  return boxResampler(picture, size)(picture)
}

/**
 * Brings pictures from one size to another; for many of a kind, whose weights are then worked out once. What it makes can be added
 * `onto` numbers that are there, of the new size.
 */
export type Resampler = (picture: Planes, onto?: Float32Array) => Planes

/** As `resize`. */
export function cubicResampler(from: Size, to: Size): Resampler {
  return resampler(from, to, (old, wanted) => pillowTaps(old, wanted, cubic, 2))
}

/** As `averaged`. */
export function boxResampler(from: Size, to: Size): Resampler {
  return resampler(from, to, (old, wanted) => pillowTaps(old, wanted, box, 0.5))
}

/** The weights with which one new pixel is made of old ones, from `first` on; they sum to 1. */
interface Taps {
  readonly first: number
  readonly taps: readonly number[]
}

function pillowTaps(from: number, to: number, kernel: (x: number) => number, support: number): Taps[] {
  const scale = from / to
  const stretch = Math.max(scale, 1)
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale
    const first = Math.max(Math.floor(centre - support * stretch + 0.5), 0)
    const end = Math.min(Math.floor(centre + support * stretch + 0.5), from)
    const taps = Array.from({ length: end - first }, (_, k) => kernel((first + k - centre + 0.5) / stretch))
    const sum = taps.reduce((a, b) => a + b, 0)
    return { first, taps: taps.map((tap) => tap / sum) }
  })
}

function alignedTaps(from: number, to: number): Taps[] {
  return Array.from({ length: to }, (_, i) => {
    const position = to === 1 ? 0 : (i * (from - 1)) / (to - 1)
    const first = Math.min(Math.floor(position), Math.max(from - 2, 0))
    return { first, taps: from === 1 ? [1] : [1 - (position - first), position - first] }
  })
}

function box(x: number): number {
  return x > -0.5 && x <= 0.5 ? 1 : 0
}

function cubic(x: number): number {
  const a = -0.5
  const d = Math.abs(x)
  if (d < 1) return ((a + 2) * d - (a + 3)) * d * d + 1
  if (d < 2) return (((d - 5) * d + 8) * d - 4) * a
  return 0
}

/** Columns first, then rows; four pixels are summed in double precision. */
function resampler(from: Size, to: Size, tapsOf: (from: number, to: number) => readonly Taps[]): Resampler {
  const columns = fours(tapsOf(from.width, to.width), from.width)
  const rows = fours(tapsOf(from.height, to.height), from.height)
  return ({ channels, data }, onto = new Float32Array(channels * to.height * to.width)) => {
    const narrow = new Float32Array(channels * from.height * to.width)
    for (let y = 0; y < channels * from.height; y++) resampleRow(data, y * from.width, columns, narrow, y * to.width)
    for (let c = 0; c < channels; c++) {
      for (let y = 0; y < to.height; y++) {
        for (let k = 0; k < rows.most; k += 4) {
          const source = (c * from.height + (rows.firsts[y] ?? 0) + k) * to.width
          addRows(onto, (c * to.height + y) * to.width, narrow, source, to.width, rows.weights, y * rows.most + k)
        }
      }
    }
    return { data: onto, channels, height: to.height, width: to.width }
  }
}

/** Weights in one array, four at a time; the missing ones are 0. */
interface Fours {
  /** Weights of a new pixel, a multiple of four. */
  readonly most: number
  readonly firsts: Int32Array
  readonly weights: Float64Array
}

/** Places are moved so that weights of 0 do not reach behind the end, unless there are too few old ones. */
function fours(all: readonly Taps[], old: number): Fours {
  const most = 4 * Math.ceil(all.reduce((longest, { taps }) => Math.max(longest, taps.length), 1) / 4)
  const weights = new Float64Array(all.length * most)
  const firsts = Int32Array.from(all, ({ first, taps }, i) => {
    const moved = Math.max(Math.min(first, old - most), 0)
    weights.set(taps, i * most + first - moved)
    return moved
  })
  return { most, firsts, weights }
}

/** One row of the new width, of the row of `data` that begins at `source`. */
function resampleRow(
  data: Float32Array,
  source: number,
  { most, firsts, weights }: Fours,
  out: Float32Array,
  at: number,
): void {
  for (let x = 0; x < firsts.length; x++) {
    const first = source + (firsts[x] ?? 0)
    let sum = 0
    for (let k = 0; k < most; k += 4) {
      const w = x * most + k
      sum +=
        (weights[w] ?? 0) * (data[first + k] ?? 0) +
        (weights[w + 1] ?? 0) * (data[first + k + 1] ?? 0) +
        (weights[w + 2] ?? 0) * (data[first + k + 2] ?? 0) +
        (weights[w + 3] ?? 0) * (data[first + k + 3] ?? 0)
    }
    out[at + x] = sum
  }
}

/** Adds four rows, the first of which begins at `first`, to the row that begins at `at`, each with its weight. */
function addRows(
  out: Float32Array,
  at: number,
  rows: Float32Array,
  first: number,
  width: number,
  weights: Float64Array,
  w: number,
): void {
  const [a, b, c, d] = [weights[w] ?? 0, weights[w + 1] ?? 0, weights[w + 2] ?? 0, weights[w + 3] ?? 0]
  const [second, third, fourth] = [first + width, first + 2 * width, first + 3 * width]
  for (let x = 0; x < width; x++) {
    out[at + x] =
      (out[at + x] ?? 0) +
      a * (rows[first + x] ?? 0) +
      b * (rows[second + x] ?? 0) +
      c * (rows[third + x] ?? 0) +
      d * (rows[fourth + x] ?? 0)
  }
}
