import { pipelineOf } from './encode.ts'
import type { Picture } from './picture.ts'

/**
 * Enlarges a picture to the size of a frame. Its pixels run into each other, so that it looks as blurred as from afar
 * and shows no blocks.
 */
export async function fillFrame(
  picture: Picture,
  { width, height }: Pick<Picture, 'width' | 'height'>,
): Promise<Picture> {
  if (picture.width === width && picture.height === height) return picture
  const { data } = await pipelineOf(picture)
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .blur(Math.max(0.3, (0.4 * width) / picture.width))
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width, height, data }
}
