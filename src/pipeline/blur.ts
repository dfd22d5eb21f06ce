import type { Planes } from './planes.ts'

/**
 * Gaussian blur of every channel with reflected edges (the edge pixel is not repeated), equal to torchvision's
 * `gaussian_blur`.
 *
 * The blur is separable and leaves out taps that are 0 in float32. The result of a wide blur is so smooth that every second,
 * fourth … pixel suffices to describe it. Half of the variance is then applied while sampling down to those pixels and the
 * other half while sampling back up. The result is the same to 1e-8, since aliasing is weaker than that, for a quarter of the work.
 *
 * @param size width of the kernel in pixels, odd; half of it must be smaller than the picture
 * @param sigma standard deviation in pixels
 */
export function gaussianBlur(planes: Planes, size: number, sigma: number): Planes {
  const { data, channels, height, width } = planes
  const stride = strideOf(planes, size, sigma)
  const down = stride === 1 ? kernel((size - 1) / 2, sigma) : kernel(Infinity, sigma * Math.SQRT1_2)
  const rows = passes(height, down, stride)
  const columns = passes(width, down, stride)
  const plane = height * width
  const blurred = new Float32Array(data.length)
  for (let c = 0; c < channels; c++) {
    // Every pass runs down the columns, where whole rows can be added. The picture is transposed for the passes along the rows.
    let image: Image = { data: new Float64Array(data.subarray(c * plane, (c + 1) * plane)), height, width }
    image = transposed(pass(image, rows.down))
    image = pass(image, columns.down)
    if (columns.up !== undefined) image = pass(image, columns.up)
    image = transposed(image)
    if (rows.up !== undefined) image = pass(image, rows.up)
    blurred.set(image.data, c * plane)
  }
  return { ...planes, data: blurred }
}

/** One channel, in double precision. */
interface Image {
  readonly data: Float64Array
  readonly height: number
  readonly width: number
}

/** A new row as a weighted sum of old rows. The number of terms is a multiple of four; the last weights may be 0. */
interface Sum {
  readonly rows: Int32Array
  readonly weights: Float64Array
}

/** The largest stride between calculated pixels at which σ is still at least two strides. */
function strideOf({ height, width }: Planes, size: number, sigma: number): number {
  // A kernel that is cut off earlier is no longer Gaussian and cannot be split into two blurs.
  if (size - 1 < 2 * 5 * sigma) return 1
  const stride = 2 ** Math.floor(Math.log2(sigma / 2))
  const reach = kernel(Infinity, sigma * Math.SQRT1_2).length + stride
  return stride > 1 && 2 * reach < Math.min(height, width) ? stride : 1
}

/** The middle tap of a kernel and at most `reach` taps to one side. Both sides and the middle sum to 1. */
function kernel(reach: number, sigma: number): number[] {
  const needed = Math.floor(Math.sqrt(-2 * Math.log(1e-6)) * sigma)
  const taps = Array.from({ length: Math.min(reach, needed) + 1 }, (_, i) => Math.exp(-0.5 * (i / sigma) ** 2))
  const sum = taps.reduce((total, tap, i) => total + (i === 0 ? tap : 2 * tap), 0)
  return taps.map((tap) => tap / sum)
}

/** The passes along a side of `side` pixels: down to every `stride`-th pixel, with a margin beyond the edges, and back up. */
function passes(side: number, half: readonly number[], stride: number): { down: readonly Sum[]; up?: readonly Sum[] } {
  const reach = half.length - 1
  const offsets = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach)
  const weights = offsets.map((offset) => half[Math.abs(offset)] ?? 0)
  const around = (centre: number): Sum =>
    sumOf(
      offsets.map((offset) => reflected(centre + offset, side)),
      weights,
    )
  if (stride === 1) return { down: Array.from({ length: side }, (_, at) => around(at)) }
  const margin = Math.ceil(reach / stride)
  const count = Math.floor((side - 1 + reach) / stride) + margin + 1
  return {
    down: Array.from({ length: count }, (_, i) => around((i - margin) * stride)),
    up: Array.from({ length: side }, (_, at) => {
      const first = Math.ceil((at - reach) / stride)
      const places = Array.from({ length: Math.floor((at + reach) / stride) - first + 1 }, (_, i) => first + i)
      const taps = places.map((place) => half[Math.abs(at - place * stride)] ?? 0)
      const sum = taps.reduce((total, tap) => total + tap, 0)
      return sumOf(
        places.map((place) => place + margin),
        taps.map((tap) => tap / sum),
      )
    }),
  }
}

function sumOf(rows: readonly number[], weights: readonly number[]): Sum {
  const length = Math.ceil(rows.length / 4) * 4
  const sum = { rows: new Int32Array(length), weights: new Float64Array(length) }
  sum.rows.set(rows)
  sum.weights.set(weights)
  return sum
}

/** Calculates new rows as sums of old ones. */
function pass({ data, width }: Image, sums: readonly Sum[]): Image {
  const result = new Float64Array(sums.length * width)
  const row = new Float64Array(width)
  for (const [y, sum] of sums.entries()) {
    row.fill(0)
    let k = 0
    for (; k + 8 <= sum.rows.length; k += 8) addEight(row, data, sum, k)
    if (k < sum.rows.length) addFour(row, data, sum, k)
    result.set(row, y * width)
  }
  return { data: result, height: sums.length, width }
}

/** Adds eight rows at a time, since reading and writing the sum is the slow part. */
function addEight(to: Float64Array, data: Float64Array, { rows, weights }: Sum, k: number): void {
  const width = to.length
  const a = (rows[k] ?? 0) * width
  const b = (rows[k + 1] ?? 0) * width
  const c = (rows[k + 2] ?? 0) * width
  const d = (rows[k + 3] ?? 0) * width
  const e = (rows[k + 4] ?? 0) * width
  const f = (rows[k + 5] ?? 0) * width
  const g = (rows[k + 6] ?? 0) * width
  const h = (rows[k + 7] ?? 0) * width
  const ofA = weights[k] ?? 0
  const ofB = weights[k + 1] ?? 0
  const ofC = weights[k + 2] ?? 0
  const ofD = weights[k + 3] ?? 0
  const ofE = weights[k + 4] ?? 0
  const ofF = weights[k + 5] ?? 0
  const ofG = weights[k + 6] ?? 0
  const ofH = weights[k + 7] ?? 0
  for (let x = 0; x < width; x++) {
    to[x] =
      (to[x] ?? 0) +
      (ofA * (data[a + x] ?? 0) + ofB * (data[b + x] ?? 0)) +
      (ofC * (data[c + x] ?? 0) + ofD * (data[d + x] ?? 0)) +
      (ofE * (data[e + x] ?? 0) + ofF * (data[f + x] ?? 0)) +
      (ofG * (data[g + x] ?? 0) + ofH * (data[h + x] ?? 0))
  }
}

/** Adds the last four rows where the number of rows is no multiple of eight. */
function addFour(to: Float64Array, data: Float64Array, { rows, weights }: Sum, k: number): void {
  const width = to.length
  const a = (rows[k] ?? 0) * width
  const b = (rows[k + 1] ?? 0) * width
  const c = (rows[k + 2] ?? 0) * width
  const d = (rows[k + 3] ?? 0) * width
  const ofA = weights[k] ?? 0
  const ofB = weights[k + 1] ?? 0
  const ofC = weights[k + 2] ?? 0
  const ofD = weights[k + 3] ?? 0
  for (let x = 0; x < width; x++) {
    to[x] =
      (to[x] ?? 0) +
      (ofA * (data[a + x] ?? 0) + ofB * (data[b + x] ?? 0)) +
      (ofC * (data[c + x] ?? 0) + ofD * (data[d + x] ?? 0))
  }
}

function transposed({ data, height, width }: Image): Image {
  const turned = new Float64Array(data.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) turned[x * height + y] = data[y * width + x] ?? 0
  }
  return { data: turned, height: width, width: height }
}

function reflected(i: number, length: number): number {
  if (i < 0) return -i
  return i < length ? i : 2 * (length - 1) - i
}
