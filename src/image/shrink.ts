import sharp from 'sharp'
import type { Picture } from './picture.ts'

/**
 * Shrinks a picture so that neither side is over `maxSide` pixels. Smaller pictures stay as they are. The pipeline still
 * resizes the result exactly like diffusers; this only keeps huge pictures from taking gigabytes there.
 */
export async function shrink(picture: Picture, maxSide: number): Promise<Picture> {
  const { width, height, data } = picture
  if (Math.max(width, height) <= maxSide) return picture
  const scaled = await sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false })
    .resize(maxSide, maxSide, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: scaled.info.width, height: scaled.info.height, data: scaled.data }
}
