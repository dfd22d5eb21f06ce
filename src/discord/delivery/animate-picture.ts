import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/refusals.ts'
import { modeOf, repaintedPicture, singleDrawing } from '#src/requests/draw-request.ts'
import { maxAnimationBytes } from '#src/image/moving/max-animation-bytes.ts'
import type { Result } from '#src/store/store.ts'
import { readingsIn } from '../cards/layout.ts'
import { type RenderParts, storeDerived } from './render-readings.ts'

const stripOf = (results: readonly Result[], { picture }: Result): Result | undefined =>
  results.find((other) => other.role === 'strip' && other.picture === picture)

/**
 * Whether a picture can be animated: it has other readings, an original, or kept steps. The parts of a study mean
 * nothing alone.
 */
export function canAnimate(result: Result, results: readonly Result[]): boolean {
  const { request } = result.recipe
  if (!modeOf(request).standalone || singleDrawing(request) === undefined) return false
  return (
    readingsIn(results, result.picture).length > 0 ||
    repaintedPicture(request) !== undefined ||
    stripOf(results, result) !== undefined
  )
}

/**
 * Animates a picture: from reading to reading, from the picture that it was drawn over, or out of the noise. The
 * animation is made once, on request. Undefined if nothing of that was kept.
 *
 * @throws UserError `picture-gone` if the picture is deleted meanwhile
 */
export async function animatePicture(
  { store, imageWorker }: RenderParts,
  result: Result,
): Promise<Uint8Array | undefined> {
  const role = 'animation'
  const results = await store.results.ofJob(result.jobId)
  const known = results.find((other) => other.role === role && other.picture === result.picture)
  if (known !== undefined) return bytesOf(store, known)
  const file = await bytesOf(store, result)
  if (file === undefined) return undefined
  const { request } = result.recipe
  const before = await bytesOf(store, repaintedPicture(request))
  const strip = await bytesOf(store, stripOf(results, result))
  const sources = { request, file, ...(before && { before }), ...(strip && { strip }), limit: maxAnimationBytes }
  const animation = await imageWorker.do('animate', sources)
  if (animation === null) return undefined
  if (!(await storeDerived(store, result, role, animation))) throw new UserError('picture-gone', refused.gone)
  return animation.bytes
}

async function bytesOf(
  { pictures }: RenderParts['store'],
  picture: { readonly sha256: string } | undefined,
): Promise<Uint8Array | undefined> {
  return picture === undefined ? undefined : ((await pictures.get(picture.sha256)) ?? undefined)
}
