import type { Planes } from './planes.ts'

/**
 * Gaussian blur of every channel, edges reflected (the edge pixel itself is not repeated), as torchvision's
 * `gaussian_blur`.
 *
 * Separable, both ways along whole rows, and without the taps that float32 cannot tell from 0: a kernel of 133 at 256 px
 * costs as much as one of 91.
 *
 * @param size of the kernel, odd, in pixels; its half must be smaller than the picture
 * @param sigma standard deviation in pixels
 */
export function gaussianBlur(planes: Planes, size: number, sigma: number): Planes {
  const { data, channels, height, width } = planes
  const half = gaussianHalf(size, sigma)
  const plane = height * width
  const blurred = new Float32Array(data.length)
  const narrow = new Float64Array(plane)
  for (let c = 0; c < channels; c++) {
    blurAlongRows(data.subarray(c * plane, (c + 1) * plane), narrow, height, width, half)
    blurAlongColumns(narrow, blurred.subarray(c * plane, (c + 1) * plane), height, width, half)
  }
  return { ...planes, data: blurred }
}

/** The middle tap of a kernel and those to one side of it; with those to the other side they sum to 1. */
function gaussianHalf(size: number, sigma: number): Float64Array {
  const reach = (size - 1) / 2
  const taps = Float64Array.from({ length: reach + 1 }, (_, i) => Math.exp(-0.5 * (i / sigma) ** 2))
  const sum = taps.reduce((total, tap, i) => total + (i === 0 ? tap : 2 * tap), 0)
  const needed = taps.findLastIndex((tap) => tap > 1e-7) + 1
  return taps.slice(0, needed).map((tap) => tap / sum)
}

function blurAlongRows(from: Float32Array, to: Float64Array, height: number, width: number, half: Float64Array): void {
  const reach = half.length - 1
  const padded = new Float64Array(width + 2 * reach)
  const sums = new Float64Array(width)
  for (let y = 0; y < height; y++) {
    const start = y * width
    for (let i = 0; i < padded.length; i++) padded[i] = from[start + reflected(i - reach, width)] ?? 0
    const middle = half[0] ?? 0
    for (let x = 0; x < width; x++) sums[x] = middle * (padded[x + reach] ?? 0)
    for (let k = 1; k <= reach; k += 2) {
      // Beyond the last tap, that of weight 0.
      addPairs(
        sums,
        padded,
        half[k] ?? 0,
        reach - k,
        reach + k,
        half[k + 1] ?? 0,
        Math.max(reach - k - 1, 0),
        Math.min(reach + k + 1, 2 * reach),
      )
    }
    to.set(sums, start)
  }
}

function blurAlongColumns(
  from: Float64Array,
  to: Float32Array,
  height: number,
  width: number,
  half: Float64Array,
): void {
  const sums = new Float64Array(width)
  const rowAt = (y: number) => reflected(Math.max(Math.min(y, 2 * (height - 1)), 1 - height), height) * width
  for (let y = 0; y < height; y++) {
    const middle = half[0] ?? 0
    for (let x = 0; x < width; x++) sums[x] = middle * (from[y * width + x] ?? 0)
    for (let k = 1; k < half.length; k += 2) {
      addPairs(
        sums,
        from,
        half[k] ?? 0,
        rowAt(y - k),
        rowAt(y + k),
        half[k + 1] ?? 0,
        rowAt(y - k - 1),
        rowAt(y + k + 1),
      )
    }
    to.set(sums, y * width)
  }
}

/** Adds two pairs of stretches of a row, each pair with one weight: two at a time, for the sums are the slow part. */
function addPairs(
  sums: Float64Array,
  from: Float64Array,
  tap: number,
  left: number,
  right: number,
  nextTap: number,
  nextLeft: number,
  nextRight: number,
): void {
  for (let x = 0; x < sums.length; x++) {
    sums[x] =
      (sums[x] ?? 0) +
      tap * ((from[x + left] ?? 0) + (from[x + right] ?? 0)) +
      nextTap * ((from[x + nextLeft] ?? 0) + (from[x + nextRight] ?? 0))
  }
}

function reflected(i: number, length: number): number {
  if (i < 0) return -i
  return i < length ? i : 2 * (length - 1) - i
}
