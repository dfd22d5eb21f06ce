import type { Picture } from './picture.ts'

/**
 * Enlarges a small picture by a whole factor, so that its pixels stay sharp. Larger pictures stay as they are.
 *
 * @param maxSide the longer side of the result in pixels, at most
 */
export function enlarge(picture: Picture, maxSide = 256): Picture {
  const factor = Math.max(1, Math.floor(maxSide / Math.max(picture.width, picture.height)))
  if (factor === 1) return picture
  const width = picture.width * factor
  const height = picture.height * factor
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * (Math.floor(y / factor) * picture.width + Math.floor(x / factor))
      data.set(picture.data.subarray(at, at + 4), 4 * (y * width + x))
    }
  }
  return { width, height, data }
}
