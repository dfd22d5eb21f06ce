import type { ResolvedUpscale } from '#src/requests/modes/upscale.ts'
import type { CascadePlan, StageDescription } from '../cascade.ts'
import type { SamplingPlan } from '../plan.ts'
import type { Size } from '../planes.ts'
import { checkTiledSize } from '../tiles.ts'
import { fittingSize, pictureAt } from './fit.ts'
import { pictureOf, type Materials } from './materials.ts'
import { drawnAlone, type ModePlan } from './mode-plan.ts'
import { conditioningOn, onePart, stageAt, stagePlan } from './stage-plan.ts'

/**
 * Enlarges any picture with the super-resolution stage (deep-floyd/IF, deepfloyd_if/pipelines/super_resolution.py).
 *
 * `whole` first shrinks the picture to 64 px. `tiles` turns every pixel into 4 × 4 on a canvas that the network processes
 * tile by tile.
 *
 * @throws UserError if the picture is too large for tiles, or one side is too long
 */
export function upscale(
  request: ResolvedUpscale,
  stages: readonly StageDescription[],
  materials: Materials,
): CascadePlan {
  const { prompt, negative, stageTwo, seed, count } = request
  if (stageTwo === undefined) throw new RangeError('Expected the settings of stage II.')
  const picture = pictureOf(materials, request.picture)
  const { size: trained, multiple = 8 } = stageAt(stages, 1)
  const scale = trained.height / stageAt(stages, 0).size.height
  // Stage I draws nothing here, so the small picture only needs a size that stage II can enlarge without remainder.
  const block = Math.max(1, multiple / scale)
  const small =
    request.method === 'whole'
      ? fittingSize(picture, { ...stageAt(stages, 0), multiple: block })
      : wholeBlocks(picture, block)
  const size = { height: small.height * scale, width: small.width * scale }

  const plan: SamplingPlan = {
    ...stagePlan(stages, 1, stageTwo, size),
    parts: onePart(prompt, negative, prompt === negative ? 1 : stageTwo.guidance),
    conditioning: { ...conditioningOn(stages, 1, stageTwo), picture: pictureAt(picture, small) },
    ...(request.method === 'tiles' ? { tiling: { tile: trained, overlap: trained.width / 4 } } : {}),
  }
  return { plans: [plan], seed, count }
}

/** The picture's own size, rounded to blocks that stage II can enlarge without remainder. */
function wholeBlocks({ height, width }: Size, block: number): Size {
  checkTiledSize({ height, width })
  return { height: wholeSide(height, block), width: wholeSide(width, block) }
}

function wholeSide(side: number, block: number): number {
  const whole = Math.max(block, 1)
  return Math.max(whole * Math.round(side / whole), 16)
}

export const upscalePlan: ModePlan<ResolvedUpscale> = {
  plan: (request, stages, materials) => drawnAlone(request, upscale(request, stages, materials)),
  checkPicture({ method }, size) {
    if (method === 'tiles') checkTiledSize(size)
  },
}
