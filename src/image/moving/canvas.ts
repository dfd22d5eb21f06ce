import type { Picture } from '../picture.ts'

/** The background colour of moving pictures. */
export const backgroundColour = [251, 250, 247] as const

/** An empty frame. */
export function canvas(width: number, height: number): Picture {
  const data = new Uint8Array(width * height * 4)
  for (let i = 0; i < data.length; i += 4) data.set([...backgroundColour, 255], i)
  return { width, height, data }
}

/** Samples red, green and blue at a position between pixels, bilinear and clamped at the edges. The result is written to `into`. */
export function sample({ width, height, data }: Picture, x: number, y: number, into: Float64Array): void {
  const left = Math.min(Math.max(Math.floor(x), 0), width - 1)
  const top = Math.min(Math.max(Math.floor(y), 0), height - 1)
  const right = Math.min(left + 1, width - 1)
  const bottom = Math.min(top + 1, height - 1)
  const fx = Math.min(Math.max(x - left, 0), 1)
  const fy = Math.min(Math.max(y - top, 0), 1)
  for (let c = 0; c < 3; c++) {
    const above = (data[4 * (top * width + left) + c] ?? 0) * (1 - fx) + (data[4 * (top * width + right) + c] ?? 0) * fx
    const below =
      (data[4 * (bottom * width + left) + c] ?? 0) * (1 - fx) + (data[4 * (bottom * width + right) + c] ?? 0) * fx
    into[c] = above * (1 - fy) + below * fy
  }
}

/** Cubic easing from 0 to 1, with a soft start and a soft end. */
export function ease(t: number): number {
  return t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2
}

/** Centres a picture in an empty frame where it is smaller than the frame in either direction. */
export function centred(small: Picture, { width, height }: Pick<Picture, 'width' | 'height'>): Picture {
  if (small.width >= width && small.height >= height) return small
  const frame = canvas(width, height)
  const left = Math.floor((width - small.width) / 2)
  const top = Math.floor((height - small.height) / 2)
  for (let y = 0; y < small.height; y += 1) {
    const row = small.data.subarray(4 * y * small.width, 4 * (y + 1) * small.width)
    frame.data.set(row, 4 * ((top + y) * width + left))
  }
  return frame
}
