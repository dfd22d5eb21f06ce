import { UserError } from '#src/errors.ts'
import { encodePng, encodeWebp, type EncodedPicture } from './encode.ts'
import type { PngText } from './png-chunks.ts'
import type { Picture } from './picture.ts'
import { shrink } from './shrink.ts'

/** The fallbacks below PNG: lossless WebP, then WebP with more and more loss. */
const qualities = ['lossless', 95, 88, 80, 70, 55] as const

/**
 * The best file of at most `limit` bytes: PNG with its texts, then lossless WebP, then WebP with more and more loss, then
 * smaller and smaller pictures.
 *
 * @throws UserError `picture-does-not-fit` where not even 64 px fit
 */
export async function fitBytes(
  picture: Picture,
  limit: number,
  texts: readonly PngText[] = [],
): Promise<EncodedPicture> {
  const png = await encodePng(picture, texts)
  if (png.bytes.length <= limit) return png
  for (const quality of qualities) {
    const webp = await encodeWebp(picture, quality)
    if (webp.bytes.length <= limit) return webp
  }
  const side = Math.max(picture.width, picture.height)
  if (side <= 64) {
    throw new UserError('picture-does-not-fit', `The picture does not fit into ${limit} bytes.`, { limit })
  }
  return fitBytes(await shrink(picture, Math.max(64, Math.floor(side * 0.7))), limit, texts)
}
