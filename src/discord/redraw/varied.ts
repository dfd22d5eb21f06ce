import type { DrawRequest } from '#src/requests/draw-request.ts'
import { requestAgain } from '#src/requests/request-again.ts'
import type { Job } from '#src/store/job.ts'
import type { Result } from '#src/store/store.ts'
import type { PictureSlot, RequestTemplate } from '../submission/request-template.ts'

/** How far a picture is noised before it is painted anew: little keeps its shapes, much its idea. */
const strengths = { little: 0.4, much: 0.7 } as const
export type Degree = keyof typeof strengths
export const isDegree = (word: string): word is Degree => Object.hasOwn(strengths, word)

/** The request that one picture of a job was drawn by: of a comparison, its own cell. */
export function requestOf({ request }: Pick<Job, 'request'>, { recipe }: Pick<Result, 'recipe'>): DrawRequest {
  if (request.mode !== 'compare' || recipe.request.mode === 'compare') return request
  return requestAgain(recipe.request)
}

/** Whether a picture can be painted anew from itself. A study has no picture of its own; a part that was cut out is gone. */
export function canVary(job: Pick<Job, 'request'>, result: Pick<Result, 'recipe'>): boolean {
  const request = requestOf(job, result)
  if (request.mode === 'inpaint') return request.mask.from !== 'transparency'
  return request.mode !== 'denoise' && request.mode !== 'compare'
}

/**
 * A picture painted anew from itself, with its own settings and another seed (SDEdit, Meng et al. 2022).
 *
 * An illusion goes on with its views and components, so that every meaning is painted anew along with the others;
 * an inpainted picture changes within its mask alone; everything else is edited as a whole.
 */
export function varied(request: DrawRequest, picture: PictureSlot, degree: Degree): RequestTemplate {
  const strength = strengths[degree]
  const fresh = { seed: undefined, count: undefined }
  switch (request.mode) {
    case 'anagram':
    case 'hybrid':
      return { ...request, ...fresh, start: { picture, strength } }
    case 'inpaint':
    case 'style':
      return { ...request, ...fresh, picture, strength }
    case 'generate':
    case 'edit':
    case 'upscale': {
      const { negative, size, model, steps, sampler, guidance, stageTwo, cleanCaption, prompt } = request
      const settings = { negative, size, model, steps, sampler, guidance, stageTwo, cleanCaption, prompt }
      return { mode: 'edit', ...settings, picture, strength }
    }
    case 'denoise':
    case 'compare':
      throw new RangeError(`Expected a mode that can be varied, got ${request.mode}`)
    default:
      return request satisfies never
  }
}
