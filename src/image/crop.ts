import type { Picture } from './picture.ts'

/** Cuts a rectangle out of a picture, in pixels. It must lie within the picture. */
export function crop(
  { width: across, data }: Picture,
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
): Picture {
  const part = new Uint8Array(4 * width * height)
  for (let y = 0; y < height; y++) {
    const from = 4 * ((top + y) * across + left)
    part.set(data.subarray(from, from + 4 * width), 4 * y * width)
  }
  return { width, height, data: part }
}
