import type { PictureRef } from '#src/requests/picture-ref.ts'
import type { Planes } from '../planes.ts'

/** The pictures that a request speaks of, decoded. */
export interface Materials {
  /** By the SHA-256 of the reference: RGB [3, H, W] in [-1, 1], of any size, transparency laid on white. */
  readonly pictures: ReadonlyMap<string, Planes>
  /** Inpainting: [1, H, W] in [0, 1] of the picture's own size, 1 where it is painted anew (already inverted if asked). */
  readonly mask?: Planes
}

export const noMaterials: Materials = { pictures: new Map() }

export function pictureOf(materials: Materials, { sha256, name }: PictureRef): Planes {
  const picture = materials.pictures.get(sha256)
  if (picture === undefined) throw new RangeError(`The picture ${name} was not handed in.`)
  return picture
}
