import type { Picture } from './picture.ts'

/** Bits behind the point of Pillow's fixed-point weights. */
const precision = 22

/** The weights of the input pixels that make one output pixel, scaled by 2^22. */
interface Window {
  readonly first: number
  readonly weights: readonly number[]
}

/**
 * Resizes a picture as Pillow's `Image.resize(size, BICUBIC)` does, to the byte: a cubic kernel (a = −0.5) that widens when
 * the picture shrinks, across and down one after the other, rounded to bytes in between. Colours under transparency do not bleed, since
 * they are premultiplied meanwhile.
 *
 * Source: Pillow, src/libImaging/Resample.c and src/PIL/Image.py. diffusers and transformers prepare and mark pictures with it.
 */
export function pillowResize(picture: Picture, width: number, height: number): Picture {
  if (picture.width === width && picture.height === height) return picture
  const whole = premultiplied(picture)
  const resized = downFirst(picture, width, height)
    ? resizedRows(resizedColumns(whole, height), width)
    : resizedColumns(resizedRows(whole, width), height)
  return unpremultiplied(resized)
}

/** Pillow 13 shrinks a picture downwards first if its height loses more than twice as much as its width. Rounding in between shows it. */
const downFirst = (from: Picture, width: number, height: number): boolean =>
  height < from.height && from.height - height > 2 * (from.width - width)

const resizedColumns = (picture: Picture, height: number): Picture =>
  transposed(resizedRows(transposed(picture), height))

function resizedRows(picture: Picture, width: number): Picture {
  if (picture.width === width) return picture
  const windows = windowsOf(picture.width, width)
  const out = new Uint8Array(4 * width * picture.height)
  for (let y = 0; y < picture.height; y++) {
    const row = 4 * y * picture.width
    windows.forEach(({ first, weights }, x) => {
      for (let c = 0; c < 4; c++) {
        let sum = 2 ** (precision - 1)
        weights.forEach((weight, index) => (sum += weight * (picture.data[row + 4 * (first + index) + c] ?? 0)))
        out[4 * (y * width + x) + c] = clamped(Math.floor(sum / 2 ** precision))
      }
    })
  }
  return { width, height: picture.height, data: out }
}

function windowsOf(from: number, to: number): readonly Window[] {
  const scale = from / to
  const widening = Math.max(1, scale)
  const support = 2 * widening
  return Array.from({ length: to }, (_, index) => {
    const centre = (index + 0.5) * scale
    const first = Math.max(0, Math.trunc(centre - support + 0.5))
    const last = Math.min(from, Math.trunc(centre + support + 0.5))
    const raw = Array.from({ length: last - first }, (_, at) => cubic((at + first - centre + 0.5) / widening))
    const sum = raw.reduce((total, weight) => total + weight, 0)
    const weights = raw.map((weight) => {
      const scaled = (sum === 0 ? weight : weight / sum) * 2 ** precision
      return Math.trunc(scaled < 0 ? scaled - 0.5 : scaled + 0.5)
    })
    return { first, weights }
  })
}

/** Keys' cubic convolution with a = −0.5. */
function cubic(x: number): number {
  const a = -0.5
  const distance = Math.abs(x)
  if (distance < 1) return ((a + 2) * distance - (a + 3)) * distance * distance + 1
  if (distance < 2) return (((distance - 5) * distance + 8) * distance - 4) * a
  return 0
}

const clamped = (value: number): number => Math.min(255, Math.max(0, value))

function transposed({ width, height, data }: Picture): Picture {
  const out = new Uint8Array(data.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 4; c++) out[4 * (x * height + y) + c] = data[4 * (y * width + x) + c] ?? 0
  return { width: height, height: width, data: out }
}

/** a · b / 255, rounded, as Pillow computes it (MULDIV255). */
function product255(a: number, b: number): number {
  const product = a * b + 128
  return ((product >> 8) + product) >> 8
}

function premultiplied(picture: Picture): Picture {
  const data = Uint8Array.from(picture.data)
  for (let i = 0; i < data.length; i += 4)
    for (let c = 0; c < 3; c++) data[i + c] = product255(data[i + c] ?? 0, data[i + 3] ?? 0)
  return { ...picture, data }
}

function unpremultiplied(picture: Picture): Picture {
  const data = Uint8Array.from(picture.data)
  for (let i = 0; i < data.length; i += 4) {
    const alpha = data[i + 3] ?? 0
    if (alpha === 0 || alpha === 255) continue
    for (let c = 0; c < 3; c++) data[i + c] = clamped(Math.trunc((255 * (data[i + c] ?? 0)) / alpha))
  }
  return { ...picture, data }
}
