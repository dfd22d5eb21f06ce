import type { DrawnPicture } from '#src/engine/events.ts'
import type { Pictures } from '#src/engine/studio.ts'
import { denoisingSheet } from '#src/image/denoising-sheet.ts'
import { openPicture } from '#src/image/open-picture.ts'
import type { Picture } from '#src/image/picture.ts'
import { pictureOf, planesOf } from '#src/image/planes-of.ts'
import { resultSheet } from '#src/image/result-sheet.ts'
import { pictureAt } from '#src/pipeline/modes/fit.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import type { ResolvedDenoise } from '#src/requests/modes/denoise.ts'

/** All that a request came to on one sheet; undefined where it is a single picture. */
export async function wholeSheet(
  request: ResolvedRequest,
  drawn: readonly DrawnPicture[],
  pictures: Pictures,
): Promise<Picture | undefined> {
  if (request.mode === 'denoise') return studySheet(request, drawn, pictures)
  return resultSheet(
    request,
    drawn.map(({ planes, seed }) => ({ picture: pictureOf(planes), seed })),
  )
}

/** A study draws two pictures a level: in one step, whose start is the noised picture itself, and step by step. */
async function studySheet(request: ResolvedDenoise, drawn: readonly DrawnPicture[], pictures: Pictures) {
  const levels = request.levels.flatMap((level, row) => {
    const [oneStep, iterative] = drawn.slice(2 * row, 2 * row + 2)
    const noised = oneStep?.kept[0]?.x
    if (oneStep === undefined || iterative === undefined || noised === undefined) return []
    return [{ level, noised, oneStep: oneStep.planes, iterative: iterative.planes }]
  })
  const [first] = levels
  return first && denoisingSheet(request, await originalOf(request, pictures, first.noised), levels)
}

/** The picture as the network saw it. */
async function originalOf({ picture }: ResolvedDenoise, pictures: Pictures, size: Planes): Promise<Planes> {
  const opened = await openPicture(pictures.get(picture.sha256) ?? new Uint8Array(), picture.name)
  return pictureAt(planesOf(opened.picture), size)
}
