import type { PictureRef } from '#src/requests/picture-ref.ts'
import type { Planes } from '../planes.ts'

/** The decoded pictures that a request refers to. */
export interface Materials {
  /** By the SHA-256 of the reference: RGB [3, H, W] in [-1, 1] of any size. Transparency is blended with white. */
  readonly pictures: ReadonlyMap<string, Planes>
  /** For inpainting: [1, H, W] in [0, 1] at the picture's own size, 1 where it is redrawn. Already inverted if requested. */
  readonly mask?: Planes
}

export function pictureOf(materials: Materials, { sha256, name }: PictureRef): Planes {
  const picture = materials.pictures.get(sha256)
  if (picture === undefined) throw new RangeError(`The picture ${name} was not handed in.`)
  return picture
}
