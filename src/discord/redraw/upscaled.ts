import { maxTiledSide } from '#src/pipeline/tiles.ts'
import { type DrawRequest, modeOf } from '#src/requests/draw-request.ts'
import type { Job } from '#src/store/job.ts'
import type { Result } from '#src/store/store.ts'
import type { PictureSlot, RequestTemplate } from '#src/requests/request-template.ts'
import { requestOf } from './varied.ts'

/** Whether a picture has the size of the 64 px stage, whatever its shape. */
export const isSmall = ({ width, height }: Pick<Result, 'width' | 'height'>): boolean => Math.min(width, height) <= 64
const isRedrawn = (request: DrawRequest): boolean => modeOf(request).enlargement === 'redraw'

/** Whether a picture can be enlarged: small ones in any mode, others in tiles. Illusions only exist at 64 and 256 px. */
export function canUpscale(job: Pick<Job, 'request'>, result: Result): boolean {
  if (!modeOf(job.request).standalone) return false
  if (isSmall(result)) return true
  return !isLargeIllusion(requestOf(job, result), result) && Math.max(result.width, result.height) <= maxTiledSide
}

/** Whether an illusion already has the largest size at which it is drawn. */
export const isLargeIllusion = (request: DrawRequest, result: Pick<Result, 'width' | 'height'>): boolean =>
  isRedrawn(request) && !isSmall(result)

/**
 * The same picture four times as large.
 *
 * A small illusion is redrawn with the same seed and the 256 px stage, since only that keeps its views. A plain
 * upscaling would paint over its other readings. Everything else goes through that stage as it is: small pictures as
 * a whole, larger ones in tiles.
 */
export function upscaled(request: DrawRequest, result: Result, picture: PictureSlot): RequestTemplate {
  if (isRedrawn(request)) return { ...request, size: 256, seed: result.seed, count: undefined }
  const prompt = 'prompt' in request ? request.prompt : undefined
  const { model } = modeOf(request).settings(request)
  const method = isSmall(result) ? undefined : 'tiles'
  return { mode: 'upscale', picture, seed: result.seed, prompt, model, method }
}
