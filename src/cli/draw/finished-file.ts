import type { DrawnPicture } from '#src/engine/events.ts'
import type { Pictures } from '#src/engine/studio.ts'
import { encodePng } from '#src/image/encode.ts'
import { maskFor } from '#src/image/mask.ts'
import { openPicture } from '#src/image/open-picture.ts'
import { pasteBack } from '#src/image/paste-back.ts'
import { recipeTexts } from '#src/image/recipe-text.ts'
import type { PictureRef } from '#src/requests/picture-ref.ts'

/**
 * The bytes of a finished picture. What was painted into a picture goes back into it at its full size, every byte
 * beyond the mask's feather as it was; everything else is as the studio drew it.
 */
export async function finishedFile({ recipe, planes, file }: DrawnPicture, pictures: Pictures): Promise<Uint8Array> {
  const { request } = recipe
  if (request.mode !== 'inpaint') return file.bytes
  const { picture, mask: spec, invertMask, feather } = request
  const open = async ({ sha256, name }: PictureRef) => openPicture(pictures.get(sha256) ?? new Uint8Array(), name)
  const whole = await open(picture)
  const drawn = spec.from === 'picture' ? await open(spec.picture) : undefined
  const { mask } = await maskFor(spec, whole, drawn, invertMask)
  const pasted = await pasteBack(whole.picture, planes, mask, feather)
  return (await encodePng(pasted, recipeTexts(recipe))).bytes
}
