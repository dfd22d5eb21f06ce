import { encodeWebp, type EncodedPicture, pipelineOf } from './encode.ts'
import { flatten, type Picture } from './picture.ts'
import { resized } from './resized.ts'

/** The longer side of a covered picture, in pixels. */
const edge = 512

/**
 * A picture as people see it who must not know how it was made: its pixels alone, in a file of another size and format than
 * any stored one, so that neither its texts nor its checksum lead to its recipe.
 *
 * @param detail the longer side in pixels to which it is averaged down first; default: every detail is kept
 */
export async function cover(picture: Picture, detail?: number): Promise<EncodedPicture> {
  const flat = flatten(picture)
  const scale = edge / Math.max(flat.width, flat.height)
  const size = { width: Math.round(flat.width * scale), height: Math.round(flat.height * scale) }
  if (detail === undefined) return encodeWebp(await resized(flat, size), 'lossless')
  const { data, info } = await pipelineOf(flat)
    .resize(detail, detail, { fit: 'inside', kernel: 'cubic' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const small = { width: info.width, height: info.height, data }
  const smooth = await pipelineOf(small)
    .resize(size.width, size.height, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return encodeWebp({ ...size, data: smooth.data }, 'lossless')
}
