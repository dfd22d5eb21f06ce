import { type DrawRequest, modeOf, toRequest } from '#src/requests/draw-request.ts'
import type { Job } from '#src/store/job.ts'
import type { Result } from '#src/store/store.ts'
import type { PictureSlot, RequestTemplate } from '#src/requests/request-template.ts'

/** The strength of a redraw: a low one keeps the shapes, a high one only the idea. */
const strengths = { little: 0.4, much: 0.7 } as const
export type Degree = keyof typeof strengths
export const isDegree = (word: string): word is Degree => Object.hasOwn(strengths, word)

/** The request that drew one picture of a job: on a sheet of several drawings, its own cell. */
export function requestOf({ request }: Pick<Job, 'request'>, { recipe }: Pick<Result, 'recipe'>): DrawRequest {
  if (recipe.request.mode === request.mode) return request
  return toRequest(recipe.request) ?? request
}

/** Whether a picture can be redrawn from itself. */
export function canVary(job: Pick<Job, 'request'>, result: Pick<Result, 'recipe'>): boolean {
  const request = requestOf(job, result)
  const mode = modeOf(request)
  return mode.standalone && mode.variation !== undefined && mode.canVary?.(request) !== false
}

/** The request that redraws a picture from itself, as its mode does it. */
export function varied(request: DrawRequest, picture: PictureSlot, degree: Degree): RequestTemplate {
  const variation = modeOf(request).variation?.(request, picture, strengths[degree])
  if (variation === undefined) throw new RangeError(`Expected a mode that can be varied, got ${request.mode}.`)
  return variation
}
