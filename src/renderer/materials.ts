import { UserError } from '#src/errors.ts'
import { maskFor } from '#src/image/mask.ts'
import { decodableLimits, openPicture, type OpenedPicture } from '#src/image/open-picture.ts'
import { pasteBack } from '#src/image/paste-back.ts'
import type { Picture } from '#src/image/picture.ts'
import { planesOf } from '#src/image/planes-of.ts'
import { shrink } from '#src/image/shrink.ts'
import type { Materials } from '#src/pipeline/modes/materials.ts'
import { checkPicture } from '#src/pipeline/modes/registry.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { MaskUse } from '#src/requests/modes/mode.ts'
import { modeOf, picturesOf, type ResolvedRequest } from '#src/requests/draw-request.ts'
import type { PictureRef } from '#src/requests/picture-ref.ts'
import type { Pictures } from './renderer.ts'

/** A request's pictures as the modes need them, and notes for the person, one sentence each. */
export interface PreparedPictures {
  readonly materials: Materials
  readonly notices: readonly string[]
  /** Pastes an inpainted region back into its original, or undefined if the mode does not inpaint. */
  readonly restore?: (drawn: Planes) => Promise<Picture>
}

/**
 * The longest side, in pixels, of the pictures that the modes get. Larger ones are averaged down first: as numbers, twenty
 * million pixels would take a quarter of a gigabyte, and the modes use at most 256 px.
 */
const longestSide = 1024

/**
 * Decodes the pictures of a request and makes its mask.
 *
 * @throws UserError if a picture or the mask cannot be used
 */
export async function materialsFor(request: ResolvedRequest, pictures: Pictures): Promise<PreparedPictures> {
  const opened = new Map<string, OpenedPicture>()
  // The caller has checked uploads against their limits, which do not apply to earlier results.
  for (const ref of picturesOf(request)) {
    opened.set(ref.sha256, await openPicture(bytesOf(ref, pictures), ref.name, decodableLimits))
  }
  const notices = [...opened.values()].flatMap((picture) => picture.notices)
  const use = modeOf(request).mask?.(request)
  if (use !== undefined) return maskedMaterials(use, opened, notices)
  const planes = new Map<string, Planes>()
  for (const [sha256, { picture }] of opened) {
    checkPicture(request, picture)
    planes.set(sha256, await planesFor(picture))
  }
  return { materials: { pictures: planes }, notices }
}

async function maskedMaterials(
  { picture, spec, invert, feather }: MaskUse,
  opened: ReadonlyMap<string, OpenedPicture>,
  notices: readonly string[],
): Promise<PreparedPictures> {
  const whole = opened.get(picture.sha256)
  if (whole === undefined) throw new RangeError('The request does not name its own picture')
  const drawn = spec.from === 'picture' ? opened.get(spec.picture.sha256) : undefined
  const { mask, notices: more } = await maskFor(spec, whole, drawn, invert)
  return {
    materials: { pictures: new Map([[picture.sha256, await planesFor(whole.picture)]]), mask },
    notices: [...notices, ...more],
    restore: (planes) => pasteBack(whole.picture, planes, mask, feather),
  }
}

async function planesFor(picture: Picture): Promise<Planes> {
  return planesOf(await shrink(picture, longestSide))
}

function bytesOf({ sha256, name }: PictureRef, pictures: Pictures): Uint8Array {
  const bytes = pictures.get(sha256)
  if (bytes === undefined) {
    throw new UserError('picture-missing', `The picture ${name} is no longer kept. Attach it again.`, { sha256 })
  }
  return bytes
}
