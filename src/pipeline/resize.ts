import type { Planes, Size } from './planes.ts'

/**
 * Bilinear, the corners' pixel centres kept in place (`align_corners=True`): how IF enlarges the picture of the stage
 * below (deep-floyd/IF, deepfloyd_if/modules/base.py; diffusers, pipeline_if_superresolution.py).
 *
 * @param data where it is written; default: an array of its own
 */
export function enlarge(picture: Planes, size: Size, data?: Float32Array): Planes {
  return resampler(picture, size, alignedTaps)(picture, data?.fill(0))
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
  if (from.width === 4 * to.width && from.height === 4 * to.height) return quartering(to)
  return resampler(from, to, (old, wanted) => pillowTaps(old, wanted, box, 0.5))
}

/** The weights with which new pixels are made of old ones: of new pixel i those of the old pixels from `firsts[i]` on. */
interface Taps {
  readonly firsts: Int32Array
  /** How many a new pixel has: a multiple of four, so that sums can be taken four at a time. */
  readonly most: number
  /** Those of a new pixel sum to 1. */
  readonly weights: Float64Array
}

function pillowTaps(from: number, to: number, kernel: (x: number) => number, support: number): Taps {
  const scale = from / to
  const stretch = Math.max(scale, 1)
  const centre = (i: number) => (i + 0.5) * scale
  const first = (i: number) => Math.max(Math.floor(centre(i) - support * stretch + 0.5), 0)
  const end = (i: number) => Math.min(Math.floor(centre(i) + support * stretch + 0.5), from)
  return tapsOf(from, to, first, end, (i, old) => kernel((old - centre(i) + 0.5) / stretch))
}

function alignedTaps(from: number, to: number): Taps {
  const position = (i: number) => (to === 1 ? 0 : (i * (from - 1)) / (to - 1))
  const first = (i: number) => Math.floor(position(i))
  const end = (i: number) => Math.min(first(i) + 2, from)
  return tapsOf(from, to, first, end, (i, old) => 1 - Math.abs(position(i) - old))
}

/**
 * @param first the first old pixel that a new one is made of
 * @param end the one after the last
 * @param weight of an old pixel in a new one, to be divided by their sum
 */
function tapsOf(
  from: number,
  to: number,
  first: (i: number) => number,
  end: (i: number) => number,
  weight: (i: number, old: number) => number,
): Taps {
  let longest = 1
  for (let i = 0; i < to; i++) longest = Math.max(longest, end(i) - first(i))
  const most = 4 * Math.ceil(longest / 4)
  const firsts = new Int32Array(to)
  const weights = new Float64Array(to * most)
  for (let i = 0; i < to; i++) {
    // Moved so that weights of 0 do not reach behind the last old pixel, unless there are too few.
    const start = Math.max(Math.min(first(i), from - most), 0)
    firsts[i] = start
    let sum = 0
    for (let old = first(i); old < end(i); old++) sum += weight(i, old)
    for (let old = first(i); old < end(i); old++) weights[i * most + old - start] = weight(i, old) / sum
  }
  return { firsts, most, weights }
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

/** The mean over blocks of 4 × 4, by the shorter way: from 256 px to 64 px it is asked for at every step. */
function quartering({ width, height }: Size): Resampler {
  return ({ channels, data }, onto = new Float32Array(channels * height * width)) => {
    for (let y = 0; y < channels * height; y++) addQuartered(onto, y * width, data, 16 * y * width, width)
    return { data: onto, channels, height, width }
  }
}

/** Adds the means over one row of blocks; the first block's first pixel is at `first`. */
function addQuartered(out: Float32Array, at: number, data: Float32Array, first: number, width: number): void {
  const row = 4 * width
  for (let x = 0, a = first; x < width; x++, a += 4) {
    const [b, c, d] = [a + row, a + 2 * row, a + 3 * row]
    out[at + x] =
      (out[at + x] ?? 0) +
      ((data[a] ?? 0) + (data[a + 1] ?? 0) + (data[a + 2] ?? 0) + (data[a + 3] ?? 0)) / 16 +
      ((data[b] ?? 0) + (data[b + 1] ?? 0) + (data[b + 2] ?? 0) + (data[b + 3] ?? 0)) / 16 +
      ((data[c] ?? 0) + (data[c + 1] ?? 0) + (data[c + 2] ?? 0) + (data[c + 3] ?? 0)) / 16 +
      ((data[d] ?? 0) + (data[d + 1] ?? 0) + (data[d + 2] ?? 0) + (data[d + 3] ?? 0)) / 16
  }
}

/** Along the rows first, then down the columns, in double precision. */
function resampler(from: Size, to: Size, filter: (from: number, to: number) => Taps): Resampler {
  const across = filter(from.width, to.width)
  const down = from.height === from.width && to.height === to.width ? across : filter(from.height, to.height)
  // A channel whose rows have their new width; one array for all, since to get a new one costs as much as to fill it.
  const narrow = new Float64Array(from.height * to.width)
  return ({ channels, data }, onto = new Float32Array(channels * to.height * to.width)) => {
    for (let c = 0; c < channels; c++) {
      narrow.fill(0)
      for (let y = 0; y < from.height; y++) {
        addAlong(narrow, y * to.width, data, (c * from.height + y) * from.width, across)
      }
      addDown(onto, c * to.height * to.width, narrow, to.width, down)
    }
    return { data: onto, channels, height: to.height, width: to.width }
  }
}

/** Adds the resampled row of `data` that begins at `source` to the one of `out` that begins at `at`. */
function addAlong(
  out: Float64Array,
  at: number,
  data: Float32Array,
  source: number,
  { firsts, most, weights }: Taps,
): void {
  for (let k = 0; k < most; k += 4) {
    for (let x = 0, w = k; x < firsts.length; x++, w += most) {
      const first = source + (firsts[x] ?? 0) + k
      out[at + x] =
        (out[at + x] ?? 0) +
        (weights[w] ?? 0) * (data[first] ?? 0) +
        (weights[w + 1] ?? 0) * (data[first + 1] ?? 0) +
        (weights[w + 2] ?? 0) * (data[first + 2] ?? 0) +
        (weights[w + 3] ?? 0) * (data[first + 3] ?? 0)
    }
  }
}

/** Adds the channel `rows` with its columns resampled to the one of `out` that begins at `at`. */
function addDown(
  out: Float32Array,
  at: number,
  rows: Float64Array,
  width: number,
  { firsts, most, weights }: Taps,
): void {
  for (let y = 0; y < firsts.length; y++) {
    const first = firsts[y] ?? 0
    // Four that are made of the same rows share reading them, as most do where a picture becomes four times as large.
    const four = firsts[y + 3] === first
    for (let k = 0; k < most; k += 4) {
      const w = y * most + k
      const source = (first + k) * width
      if (four) addFour(out, at + y * width, rows, source, width, weights, w, most)
      else addOnce(out, at + y * width, rows, source, width, weights, w)
    }
    if (four) y += 3
  }
}

/** Adds four rows, the first of which begins at `first`, each with its weight, to the row that begins at `at`. */
function addOnce(
  out: Float32Array,
  at: number,
  rows: Float64Array,
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

/** The same to the three rows after it as well, each with weights of its own, `step` further on. */
function addFour(
  out: Float32Array,
  at: number,
  rows: Float64Array,
  first: number,
  width: number,
  weights: Float64Array,
  w: number,
  step: number,
): void {
  const [v, u, t] = [w + step, w + 2 * step, w + 3 * step]
  const [a, b, c, d] = [weights[w] ?? 0, weights[w + 1] ?? 0, weights[w + 2] ?? 0, weights[w + 3] ?? 0]
  const [e, f, g, h] = [weights[v] ?? 0, weights[v + 1] ?? 0, weights[v + 2] ?? 0, weights[v + 3] ?? 0]
  const [i, j, k, l] = [weights[u] ?? 0, weights[u + 1] ?? 0, weights[u + 2] ?? 0, weights[u + 3] ?? 0]
  const [m, n, o, p] = [weights[t] ?? 0, weights[t + 1] ?? 0, weights[t + 2] ?? 0, weights[t + 3] ?? 0]
  const [second, third, fourth] = [first + width, first + 2 * width, first + 3 * width]
  const [next, nextButOne, last] = [at + width, at + 2 * width, at + 3 * width]
  for (let x = 0; x < width; x++) {
    const q = rows[first + x] ?? 0
    const r = rows[second + x] ?? 0
    const s = rows[third + x] ?? 0
    const z = rows[fourth + x] ?? 0
    out[at + x] = (out[at + x] ?? 0) + a * q + b * r + c * s + d * z
    out[next + x] = (out[next + x] ?? 0) + e * q + f * r + g * s + h * z
    out[nextButOne + x] = (out[nextButOne + x] ?? 0) + i * q + j * r + k * s + l * z
    out[last + x] = (out[last + x] ?? 0) + m * q + n * r + o * s + p * z
  }
}
