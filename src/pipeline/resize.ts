import type { Planes, Size } from './planes.ts'

/**
 * Enlarges bilinearly with the centres of the corner pixels kept in place (`align_corners=True`). This is how IF enlarges the
 * picture of the stage below (deep-floyd/IF, deepfloyd_if/modules/base.py; diffusers, pipeline_if_superresolution.py).
 *
 * @param data the array for the result. Default: a new one
 */
export function enlarge(picture: Planes, size: Size, data?: Float32Array): Planes {
  return resampler(picture, size, alignedTaps)(picture, data?.fill(0))
}

/** Resizes like Pillow's `BICUBIC` (a = −½, widened where the picture shrinks). This is how diffusers brings a picture to the network's size. */
export function resize(picture: Planes, size: Size): Planes {
  if (picture.height === size.height && picture.width === size.width) return picture
  return cubicResampler(picture, size)(picture)
}

/** The mean over each new pixel's area, like Pillow's `BOX`. Used for masks, which must not ring, and for back-projection. */
export function averaged(picture: Planes, size: Size): Planes {
  if (picture.height === size.height && picture.width === size.width) return picture
  return boxResampler(picture, size)(picture)
}

/**
 * Brings pictures from one size to another. The weights are calculated once for all of them. The result is added `onto` an
 * array of the new size, which defaults to zeros.
 */
export type Resampler = (picture: Planes, onto?: Float32Array) => Planes

/** A resampler that does what `resize` does. */
export function cubicResampler(from: Size, to: Size): Resampler {
  return resampler(from, to, (old, wanted) => pillowTaps(old, wanted, cubic, 2))
}

/** A resampler that does what `averaged` does. */
export function boxResampler(from: Size, to: Size): Resampler {
  if (from.width === 4 * to.width && from.height === 4 * to.height) return quartering(to)
  return resampler(from, to, (old, wanted) => pillowTaps(old, wanted, box, 0.5))
}

/** The weights of old pixels in new ones. New pixel i is made of `count` old pixels from `firsts[i]` on. */
interface Taps {
  readonly firsts: Int32Array
  /** The number of weights per new pixel, a multiple of four, so that sums can be unrolled by four. */
  readonly count: number
  /** The weights of each new pixel sum to 1. */
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
 * @param first the first old pixel that new pixel i is made of
 * @param end the old pixel after the last one
 * @param weight the weight of an old pixel in a new one, not yet divided by their sum
 */
function tapsOf(
  from: number,
  to: number,
  first: (i: number) => number,
  end: (i: number) => number,
  weight: (i: number, old: number) => number,
): Taps {
  let longestWindow = 1
  for (let i = 0; i < to; i++) longestWindow = Math.max(longestWindow, end(i) - first(i))
  const count = 4 * Math.ceil(longestWindow / 4)
  const firsts = new Int32Array(to)
  const weights = new Float64Array(to * count)
  for (let i = 0; i < to; i++) {
    // Moved so that padding weights of 0 do not reach beyond the last old pixel, unless there are too few pixels.
    const start = Math.max(Math.min(first(i), from - count), 0)
    firsts[i] = start
    let sum = 0
    for (let old = first(i); old < end(i); old++) sum += weight(i, old)
    for (let old = first(i); old < end(i); old++) weights[i * count + old - start] = weight(i, old) / sum
  }
  return { firsts, count, weights }
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

/** The mean over blocks of 4 × 4 pixels. It has a quick version of its own because every step at 256 px needs it. */
function quartering({ width, height }: Size): Resampler {
  return ({ channels, data }, onto = new Float32Array(channels * height * width)) => {
    for (let y = 0; y < channels * height; y++) addQuartered(onto, y * width, data, 16 * y * width, width)
    return { data: onto, channels, height, width }
  }
}

/** Adds the means over one row of blocks. The first pixel of the first block is at `first`. */
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

/** Resamples along the rows first, then down the columns, in double precision. */
function resampler(from: Size, to: Size, filter: (from: number, to: number) => Taps): Resampler {
  const across = filter(from.width, to.width)
  const down = from.height === from.width && to.height === to.width ? across : filter(from.height, to.height)
  // A channel whose rows have their new width. One array serves all pictures, since a new one costs as much as filling it.
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

/** Resamples the row of `data` that begins at `source` and adds it to the row of `out` that begins at `at`. */
function addAlong(
  out: Float64Array,
  at: number,
  data: Float32Array,
  source: number,
  { firsts, count, weights }: Taps,
): void {
  for (let k = 0; k < count; k += 4) {
    for (let x = 0, w = k; x < firsts.length; x++, w += count) {
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

/** Resamples the columns of the channel `rows` and adds them to the channel of `out` that begins at `at`. */
function addDown(
  out: Float32Array,
  at: number,
  rows: Float64Array,
  width: number,
  { firsts, count, weights }: Taps,
): void {
  for (let y = 0; y < firsts.length; y++) {
    const first = firsts[y] ?? 0
    // Four new rows that are made of the same old rows share reading them. That is common where a picture becomes four times as large.
    const four = firsts[y + 3] === first
    for (let k = 0; k < count; k += 4) {
      const w = y * count + k
      const source = (first + k) * width
      if (four) addFour(out, at + y * width, rows, source, width, weights, w, count)
      else addOnce(out, at + y * width, rows, source, width, weights, w)
    }
    if (four) y += 3
  }
}

/** Adds four weighted rows, the first of which begins at `first`, to the row that begins at `at`. */
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

/** Like `addOnce`, for four new rows at once. The weights of the next row are `step` further on. */
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
