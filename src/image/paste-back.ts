import type { Planes } from '#src/pipeline/planes.ts'
import { pipelineOf } from './encode.ts'
import type { Picture } from './picture.ts'
import { pictureOf } from './planes-of.ts'

/**
 * Puts an inpainted part back into the original picture at its full size. The new part is opaque where the mask is white and
 * fades out over `feather` pixels around it. Beyond those, every byte of the original stays.
 *
 * @param drawn [3, h, w] in [-1, 1], of any size
 * @param mask [1, H, W] of the picture's size; values from 0.5 up were repainted
 * @param feather width of the fade in pixels
 */
export async function pasteBack(picture: Picture, drawn: Planes, mask: Planes, feather: number): Promise<Picture> {
  const { width, height } = picture
  const fresh = await pipelineOf(pictureOf(drawn))
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const distance = distanceTo(mask)
  const data = Uint8Array.from(picture.data)
  for (const [i, pixels] of distance.entries()) {
    const share = shareAt(pixels, feather)
    if (share === 0) continue
    const at = 4 * i
    // Transparent pixels show nothing of their own, so the new part shows through them.
    const kept = (1 - share) * ((picture.data[at + 3] ?? 0) / 255)
    for (let c = 0; c < 3; c++) {
      const mixed = ((picture.data[at + c] ?? 0) * kept + (fresh.data[at + c] ?? 0) * share) / (kept + share)
      data[at + c] = Math.round(mixed)
    }
    data[at + 3] = Math.round(255 * (kept + share))
  }
  return { width, height, data }
}

/** The opacity of the new part: 1 in the mask, falling smoothly to 0 at a distance of `feather` pixels. */
function shareAt(pixels: number, feather: number): number {
  if (pixels === 0) return 1
  if (pixels >= feather) return 0
  const t = 1 - pixels / feather
  return t * t * (3 - 2 * t)
}

/**
 * The distance of each pixel to the mask, 0 within it. It is measured in steps to the eight neighbours, so that it is never
 * less than the true distance and at most a little more. Two passes over the picture suffice.
 */
function distanceTo({ data, width, height }: Planes): Float32Array {
  const distance = data.map((value) => (value >= 0.5 ? 0 : Infinity))
  const nearer = (at: number, inside: boolean, from: number, length: number): void => {
    if (inside) distance[at] = Math.min(distance[at] ?? 0, (distance[from] ?? 0) + length)
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      nearer(at, x > 0, at - 1, 1)
      nearer(at, y > 0, at - width, 1)
      nearer(at, x > 0 && y > 0, at - width - 1, Math.SQRT2)
      nearer(at, x < width - 1 && y > 0, at - width + 1, Math.SQRT2)
    }
  }
  for (let y = height - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--) {
      const at = y * width + x
      nearer(at, x < width - 1, at + 1, 1)
      nearer(at, y < height - 1, at + width, 1)
      nearer(at, x < width - 1 && y < height - 1, at + width + 1, Math.SQRT2)
      nearer(at, x > 0 && y < height - 1, at + width - 1, Math.SQRT2)
    }
  }
  return distance
}
