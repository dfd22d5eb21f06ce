import sharp, { type Sharp } from 'sharp'
import { type PngText, withTexts } from './png-chunks.ts'
import { hasTransparency, type Picture } from './picture.ts'

/** A picture as a file. */
export interface EncodedPicture {
  readonly bytes: Uint8Array
  readonly format: 'png' | 'webp' | 'gif' | 'jpeg'
  readonly width: number
  readonly height: number
}

/** The picture as the input of a sharp pipeline. */
export function pipelineOf({ width, height, data }: Picture): Sharp {
  return sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false })
}

/** Encodes a picture as PNG without loss, with texts in its chunks. Without transparency the file has three channels. */
export async function encodePng(picture: Picture, texts: readonly PngText[] = []): Promise<EncodedPicture> {
  const image = hasTransparency(picture) ? pipelineOf(picture) : pipelineOf(picture).removeAlpha()
  const png = await image.png({ compressionLevel: 6, adaptiveFiltering: true }).toBuffer()
  return { bytes: withTexts(png, texts), format: 'png', width: picture.width, height: picture.height }
}

/**
 * Encodes a picture as WebP.
 *
 * @param quality from 1 to 100, or `lossless`
 * @param effort from 0, fast, to 6, small
 */
export async function encodeWebp(picture: Picture, quality: number | 'lossless', effort = 4): Promise<EncodedPicture> {
  const options = quality === 'lossless' ? { lossless: true, effort } : { quality, smartSubsample: true, effort }
  const bytes = await pipelineOf(picture).webp(options).toBuffer()
  return { bytes, format: 'webp', width: picture.width, height: picture.height }
}
