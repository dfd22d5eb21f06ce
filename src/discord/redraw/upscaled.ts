import { maxTiledSide } from '#src/pipeline/tiles.ts'
import { type DrawRequest, modeOf, toRequest } from '#src/requests/draw-request.ts'
import type { Job } from '#src/store/job.ts'
import type { Result } from '#src/store/store.ts'
import type { PictureSlot, RequestTemplate } from '#src/requests/request-template.ts'
import { requestOf } from './varied.ts'

/** Whether a picture has the size of the 64 px stage, whatever its shape. */
export const isSmall = ({ width, height }: Pick<Result, 'width' | 'height'>): boolean => Math.min(width, height) <= 64
const isRedrawn = (request: DrawRequest): boolean => modeOf(request).enlargement === 'redraw'

/** Whether a picture can be enlarged: drawn ones up to 1024 px in any mode, others in tiles. */
export function canUpscale(job: Pick<Job, 'request'>, result: Result): boolean {
  if (!modeOf(job.request).standalone) return false
  if (isSmall(result) || canRedrawLarger(result)) return true
  return !isLargeIllusion(requestOf(job, result), result) && Math.max(result.width, result.height) <= maxTiledSide
}

/** Whether a picture was drawn at 256 px by a mode that also draws at 1024 px. */
const canRedrawLarger = ({ width, height, recipe }: Result): boolean =>
  Math.min(width, height) <= 256 && modeOf(recipe.request).stages === 'both'

/** Whether an illusion already has the largest size at which it is drawn. */
export const isLargeIllusion = (request: DrawRequest, result: Pick<Result, 'width' | 'height'>): boolean =>
  isRedrawn(request) && Math.min(result.width, result.height) > 256

/**
 * The same picture four times as large.
 *
 * A small illusion is redrawn with the same seed and the 256 px stage, since only that keeps its views. A plain
 * upscaling would paint over its other readings. A picture of 256 px is drawn again in the same way and then enlarged
 * by a network that keeps to its pixels. Everything else goes through the 256 px stage as it is: small pictures as a
 * whole, larger ones in tiles.
 */
export function upscaled(request: DrawRequest, result: Result, picture: PictureSlot): RequestTemplate {
  const { seed } = result
  if (isRedrawn(request) && isSmall(result)) return { ...request, size: 256, seed, count: undefined, bestOf: undefined }
  const again = isSmall(result) || !canRedrawLarger(result) ? undefined : toRequest(result.recipe.request)
  if (again !== undefined)
    return modeOf(again).withSettings(again, { size: 1024, seed, count: undefined, bestOf: undefined })
  const prompt = 'prompt' in request ? request.prompt : undefined
  const { model } = modeOf(request).settings(request)
  const method = isSmall(result) ? undefined : 'tiles'
  return { mode: 'upscale', picture, seed, prompt, model, method }
}
