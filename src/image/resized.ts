import { pipelineOf } from './encode.ts'
import { flatten, type Picture } from './picture.ts'

/** A picture on white in another size. Whole factors repeat pixels, so that small pictures stay sharp. */
export async function resized(
  picture: Picture,
  { width, height }: Pick<Picture, 'width' | 'height'>,
): Promise<Picture> {
  const flat = flatten(picture)
  if (flat.width === width && flat.height === height) return flat
  const whole = width % flat.width === 0 && height % flat.height === 0
  const { data } = await pipelineOf(flat)
    .resize(width, height, { fit: 'fill', kernel: whole ? 'nearest' : 'lanczos3' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width, height, data }
}
