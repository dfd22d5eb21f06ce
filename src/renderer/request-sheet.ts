import { denoisingSheet } from '#src/image/denoising-sheet.ts'
import type { Picture } from '#src/image/picture.ts'
import { pictureOf } from '#src/image/planes-of.ts'
import { resultSheet } from '#src/image/result-sheet.ts'
import type { DenoisingStudy } from '#src/pipeline/modes/denoise.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'

/** A picture that was drawn. */
export interface Drawn {
  /** [3, H, W] in [-1, 1] */
  readonly planes: Planes
  readonly seed: number
}

/** Whether the pictures of a request mean something only beside one another. */
export function needsSheet(request: ResolvedRequest): boolean {
  if (request.mode === 'edit') return request.strengths.length > 1
  return request.mode === 'denoise' || request.mode === 'compare'
}

/**
 * All that a request came to on one labelled sheet; undefined where it is a single picture.
 *
 * @param drawn in the order of the request's plans
 * @param study of a denoising study
 */
export async function requestSheet(
  request: ResolvedRequest,
  drawn: readonly Drawn[],
  study: DenoisingStudy | undefined,
): Promise<Picture | undefined> {
  if (request.mode !== 'denoise') {
    return resultSheet(
      request,
      drawn.map(({ planes, seed }) => ({ picture: pictureOf(planes), seed })),
    )
  }
  if (study === undefined) throw new RangeError('Expected what the study noised and blurred.')
  // Two pictures a level: in one step, then step by step, both from the same noise.
  const levels = study.levels.flatMap((level, row) => {
    const [oneStep, iterative] = drawn.slice(2 * row, 2 * row + 2)
    if (oneStep === undefined || iterative === undefined) return []
    return [{ ...level, oneStep: oneStep.planes, iterative: iterative.planes }]
  })
  return denoisingSheet(request, study.original, levels)
}
