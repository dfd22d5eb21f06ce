import type { Planes, Size } from './planes.ts'

/**
 * Bilinear, the corners' pixel centres kept in place (`align_corners=True`): how IF enlarges the picture of the stage
 * below (deep-floyd/IF, deepfloyd_if/modules/base.py; diffusers, pipeline_if_superresolution.py).
 */
export function enlarge(picture: Planes, size: Size): Planes {
  return resample(picture, size, alignedTaps(picture.height, size.height), alignedTaps(picture.width, size.width))
}

/** Bicubic (a = −½), widened where it shrinks, as Pillow's `BICUBIC`: how diffusers brings a picture to the network's size. */
export function resize(picture: Planes, size: Size): Planes {
  if (picture.height === size.height && picture.width === size.width) return picture
  const rows = pillowTaps(picture.height, size.height, cubic, 2)
  return resample(picture, size, rows, pillowTaps(picture.width, size.width, cubic, 2))
}

/** The mean over each new pixel's area, as Pillow's `BOX`; for masks, which must not ring. */
export function resizeMask(mask: Planes, size: Size): Planes {
  if (mask.height === size.height && mask.width === size.width) return mask
  const rows = pillowTaps(mask.height, size.height, box, 0.5)
  return resample(mask, size, rows, pillowTaps(mask.width, size.width, box, 0.5))
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

/** Columns first, then rows; sums in double precision. */
function resample(picture: Planes, size: Size, rows: readonly Taps[], columns: readonly Taps[]): Planes {
  const { channels, height, width, data } = picture
  const most = columns.reduce((longest, { taps }) => Math.max(longest, taps.length), 0)
  const firsts = Int32Array.from(columns, ({ first }) => first)
  const counts = Int32Array.from(columns, ({ taps }) => taps.length)
  const weights = new Float64Array(columns.length * most)
  columns.forEach(({ taps }, x) => weights.set(taps, x * most))
  const narrow = new Float32Array(channels * height * size.width)
  for (let y = 0; y < channels * height; y++) {
    for (let x = 0; x < size.width; x++) {
      const source = y * width + (firsts[x] ?? 0)
      const count = counts[x] ?? 0
      let sum = 0
      for (let k = 0; k < count; k++) sum += (weights[x * most + k] ?? 0) * (data[source + k] ?? 0)
      narrow[y * size.width + x] = sum
    }
  }
  const resized = new Float32Array(channels * size.height * size.width)
  const line = new Float64Array(size.width)
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y < size.height; y++) {
      const { first, taps } = rows[y] ?? { first: 0, taps: [] }
      line.fill(0)
      for (let k = 0; k < taps.length; k++) {
        const tap = taps[k] ?? 0
        const source = (c * height + first + k) * size.width
        for (let x = 0; x < size.width; x++) line[x] = (line[x] ?? 0) + tap * (narrow[source + x] ?? 0)
      }
      resized.set(line, (c * size.height + y) * size.width)
    }
  }
  return { data: resized, channels, height: size.height, width: size.width }
}
