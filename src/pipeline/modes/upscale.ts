import { UserError } from '#src/errors.ts'
import type { ResolvedUpscale } from '#src/requests/modes/upscale.ts'
import type { CascadePlan, StageDescription } from '../cascade.ts'
import type { SamplingPlan } from '../plan.ts'
import type { Size } from '../planes.ts'
import { fittingSize, pictureAt } from './fit.ts'
import { pictureOf, type Materials } from './materials.ts'
import { conditioningOn, onePart, stageAt, stagePlan } from './stage-plan.ts'

/** The longest side of a picture that is enlarged in tiles: four times as much is 2048 px and 100 tiles a step. */
export const longestTiledSide = 512

/**
 * Any picture through the super-resolution stage (deep-floyd/IF, deepfloyd_if/pipelines/super_resolution.py).
 *
 * `whole` brings the picture to 64 px first; `tiles` keeps every pixel and makes four by four of each, on a canvas that the
 * network sees tile by tile.
 *
 * @throws UserError where the picture is too large for tiles, or too long
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
  // Stage I draws nothing here: the small picture need only be one that stage II can enlarge whole.
  const block = Math.max(1, multiple / scale)
  const small =
    request.way === 'whole'
      ? fittingSize(picture, { ...stageAt(stages, 0), multiple: block })
      : wholeBlocks(picture, block)
  const size = { height: small.height * scale, width: small.width * scale }

  const plan: SamplingPlan = {
    ...stagePlan(stages, 1, stageTwo, size),
    parts: onePart(prompt, negative, prompt === negative ? 1 : stageTwo.guidance),
    conditioning: { ...conditioningOn(stages, 1, stageTwo), picture: pictureAt(picture, small) },
    ...(request.way === 'tiles' ? { tiling: { tile: trained, overlap: trained.width / 4 } } : {}),
  }
  return { plans: [plan], seed, count }
}

/** @throws UserError where a picture is too large to be enlarged in tiles */
export function checkTiledSize({ height, width }: Size): void {
  if (Math.max(height, width) > longestTiledSide) {
    throw new UserError(
      'picture-too-large',
      `The picture is ${width} × ${height} pixels: enlarge at most ${longestTiledSide} a side in tiles, or take it as a whole.`,
      { height, width },
    )
  }
}

/** The picture's own size, rounded to blocks that stage II can enlarge whole. */
function wholeBlocks({ height, width }: Size, block: number): Size {
  checkTiledSize({ height, width })
  return { height: wholeSide(height, block), width: wholeSide(width, block) }
}

function wholeSide(side: number, block: number): number {
  const whole = Math.max(block, 1)
  return Math.max(whole * Math.round(side / whole), 16)
}
