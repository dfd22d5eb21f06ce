import { denoisingSheet } from '#src/image/denoising-sheet.ts'
import type { Picture } from '#src/image/picture.ts'
import { pictureOf } from '#src/image/planes-of.ts'
import { resultSheet } from '#src/image/result-sheet.ts'
import type { DenoisingStudy } from '#src/pipeline/modes/denoising-study.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { Scores } from '#src/requests/scores.ts'
import type { WithheldEvent } from './events.ts'
import { modeOf, type ResolvedRequest } from '#src/requests/draw-request.ts'

/** A finished picture. */
export interface Drawn {
  /** [3, H, W] in [-1, 1] */
  readonly planes: Planes
  readonly seed: number
  readonly scores?: Scores
  /** Why it is held back. The planes are black then. */
  readonly withheld?: WithheldEvent['reason']
}

/** Whether the pictures of a request only make sense side by side. */
export function needsSheet(request: ResolvedRequest): boolean {
  const mode = modeOf(request)
  return mode.sheetOnly || mode.grid?.(request) !== undefined
}

/**
 * Puts all pictures of a request on one labelled sheet; undefined for a single picture.
 *
 * @param drawn in the order of the request's plans
 * @param study the other pictures of a denoising study
 */
export async function requestSheet(
  request: ResolvedRequest,
  drawn: readonly Drawn[],
  study: DenoisingStudy | undefined,
): Promise<Picture | undefined> {
  if (study !== undefined) return denoisingSheet(study, drawn)
  const pictures = drawn.map(({ planes, seed, scores }) => ({
    picture: pictureOf(planes),
    seed,
    ...(scores && { scores }),
  }))
  return resultSheet(request, pictures)
}
