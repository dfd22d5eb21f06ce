import { UserError } from '#src/errors.ts'
import { maskFor } from '#src/image/mask.ts'
import { openPicture, type OpenedPicture } from '#src/image/open-picture.ts'
import { planesOf } from '#src/image/planes-of.ts'
import type { Materials } from '#src/pipeline/modes/materials.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import type { PictureRef } from '#src/requests/picture-ref.ts'
import { picturesOf } from '#src/requests/pictures-of.ts'
import type { Pictures } from './studio.ts'

/** A request's pictures as the modes take them, and what the person should know of them, a sentence each. */
export interface Prepared {
  readonly materials: Materials
  readonly notices: readonly string[]
}

/**
 * Decodes the pictures of a request, and makes its mask.
 *
 * @throws UserError about a picture or a mask that cannot be used
 */
export async function materialsFor(request: ResolvedRequest, pictures: Pictures): Promise<Prepared> {
  const opened = new Map<string, OpenedPicture>()
  for (const ref of picturesOf(request)) opened.set(ref.sha256, await openPicture(bytesOf(ref, pictures), ref.name))
  const planes = new Map([...opened].map(([sha256, { picture }]) => [sha256, planesOf(picture)]))
  const notices = [...opened.values()].flatMap((picture) => picture.notices)
  if (request.mode !== 'inpaint') return { materials: { pictures: planes }, notices }

  const { picture, mask: spec, invertMask } = request
  const whole = opened.get(picture.sha256)
  if (whole === undefined) throw new RangeError('The request does not name its own picture')
  const drawn = spec.from === 'picture' ? opened.get(spec.picture.sha256) : undefined
  const { mask, notices: more } = await maskFor(spec, whole, drawn, invertMask)
  return { materials: { pictures: planes, mask }, notices: [...notices, ...more] }
}

function bytesOf({ sha256, name }: PictureRef, pictures: Pictures): Uint8Array {
  const bytes = pictures.get(sha256)
  if (bytes === undefined) {
    throw new UserError('picture-missing', `The picture ${name} is not kept any more; attach it again.`, { sha256 })
  }
  return bytes
}
