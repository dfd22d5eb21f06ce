import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { Job } from '#src/store/job.ts'
import type { Result } from '#src/store/store.ts'
import type { PictureSlot, RequestTemplate } from '../submission/request-template.ts'
import { requestOf } from './varied.ts'

/** The longest side, in pixels, that is enlarged in tiles. */
export const longestInTiles = 512

const isSmall = ({ width, height }: Pick<Result, 'width' | 'height'>): boolean => Math.min(width, height) <= 64
const isIllusion = ({ mode }: DrawRequest): boolean => mode === 'anagram' || mode === 'hybrid'

/** Whether a picture can be had larger: small ones of any mode, others in tiles. Illusions know 64 and 256 px alone. */
export function canUpscale(job: Pick<Job, 'request'>, result: Result): boolean {
  if (job.request.mode === 'denoise') return false
  if (isSmall(result)) return true
  return !isLargeIllusion(requestOf(job, result), result) && Math.max(result.width, result.height) <= longestInTiles
}

/** An illusion at the largest size that it is drawn at: drawn again it would be the same. */
export const isLargeIllusion = (request: DrawRequest, result: Pick<Result, 'width' | 'height'>): boolean =>
  isIllusion(request) && !isSmall(result)

/**
 * The same picture four times as large.
 *
 * A small illusion is drawn again with the same seed and the 256 px stage: only there do the views go along, and a plain
 * upscaling would paint its other meanings over. Everything else goes through that stage as it is: small pictures as
 * a whole, larger ones in tiles.
 */
export function upscaled(request: DrawRequest, result: Result, picture: PictureSlot): RequestTemplate {
  if (isIllusion(request)) return { ...request, size: 256, seed: result.seed, count: undefined }
  const prompt = 'prompt' in request ? request.prompt : undefined
  const model = 'model' in request ? request.model : undefined
  return { mode: 'upscale', picture, seed: result.seed, prompt, model, ...(isSmall(result) ? {} : { way: 'tiles' }) }
}
