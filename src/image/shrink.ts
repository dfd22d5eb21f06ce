import sharp from 'sharp'
import type { Picture } from './picture.ts'

/**
 * A picture no longer than `longest` on either side, averaged down; smaller ones as they are. What a stage takes in
 * is made of this by the pipeline, exactly as diffusers does it; this keeps huge pictures from costing gigabytes there.
 */
export async function shrink(picture: Picture, longest: number): Promise<Picture> {
  const { width, height, data } = picture
  if (Math.max(width, height) <= longest) return picture
  const scaled = await sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false })
    .resize(longest, longest, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: scaled.info.width, height: scaled.info.height, data: scaled.data }
}
