import { UserError } from '#src/errors.ts'
import { encodePng, encodeWebp, type EncodedPicture } from './encode.ts'
import type { PngText } from './png-chunks.ts'
import type { Picture } from './picture.ts'
import { shrink } from './shrink.ts'

/** A way of encoding a picture. */
interface Variant {
  readonly encode: (picture: Picture, texts: readonly PngText[]) => Promise<EncodedPicture>
  /** Whether an attempt on a large picture would take too long. */
  readonly isSlow?: boolean
}

const png: Variant = { encode: encodePng }
const webp = (quality: number): Variant => ({
  encode: (picture) => encodeWebp(picture, quality, picture.width * picture.height > largePixels ? 2 : 4),
})

/** From the best to the smallest: PNG, lossless WebP, then WebP with more and more loss. */
const variants: readonly Variant[] = [
  png,
  { encode: (picture) => encodeWebp(picture, 'lossless'), isSlow: true },
  ...[95, 88, 80, 70, 55].map(webp),
]

/** Above this many pixels an attempt takes seconds, so that only those are made that will probably fit. */
const largePixels = 8e6

/**
 * The best file of at most `limit` bytes: PNG with its texts, then lossless WebP, then WebP with more and more loss, then
 * smaller and smaller pictures.
 *
 * @param isPngTooLarge whether a PNG of the picture is known not to fit
 * @throws UserError `picture-does-not-fit` where not even 64 px fit
 */
export async function fitBytes(
  picture: Picture,
  limit: number,
  texts: readonly PngText[] = [],
  isPngTooLarge = false,
): Promise<EncodedPicture> {
  const pixels = picture.width * picture.height
  const sample = pixels > largePixels ? sampleOf(picture) : undefined
  for (const variant of variants) {
    if (variant === png && isPngTooLarge) continue
    if (sample !== undefined) {
      if (variant.isSlow === true) continue
      const { bytes } = await variant.encode(sample, [])
      if (bytes.length * (pixels / (sample.width * sample.height)) > limit) continue
    }
    const file = await variant.encode(picture, texts)
    if (file.bytes.length <= limit) return file
  }
  const side = Math.max(picture.width, picture.height)
  if (side <= 64) {
    throw new UserError('picture-does-not-fit', `The picture does not fit into ${limit} bytes.`, { limit })
  }
  return fitBytes(await shrink(picture, Math.max(64, Math.floor(side * 0.7))), limit, texts)
}

/** A sixteenth of a picture, in bands from top to bottom, to estimate the size of its file. */
function sampleOf({ width, height, data }: Picture): Picture {
  const bands = 8
  const rows = Math.floor(height / bands / 16)
  const sample = new Uint8Array(4 * width * rows * bands)
  for (let band = 0; band < bands; band++) {
    const from = 4 * width * Math.floor(((band + 0.5) * height) / bands)
    sample.set(data.subarray(from, from + 4 * width * rows), 4 * width * rows * band)
  }
  return { width, height: rows * bands, data: sample }
}
