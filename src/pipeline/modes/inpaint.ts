import type { ResolvedInpaint } from '#src/requests/modes/inpaint.ts'
import type { CascadePlan, StageDescription } from '../cascade.ts'
import { keptPixels, knownPixels } from '../constraints/known-pixels.ts'
import { repaintTimesteps } from '../constraints/repaint.ts'
import type { SamplingPlan, Start } from '../plan.ts'
import type { Planes } from '../planes.ts'
import { lastTimesteps, timestepsFrom } from '../timesteps-from.ts'
import { fittingSize, maskAt, pictureAt } from './fit.ts'
import { pictureOf, type Materials } from './materials.ts'
import { drawnAlone, type ModePlan } from './mode-plan.ts'
import { conditioningOn, onePart, stageAt, stagePlan } from './stage-plan.ts'

/**
 * Redraws part of a picture, in one of three qualities.
 *
 * `fast` noises the known pixels again after every step. `good` also climbs back up repeatedly (RePaint), but only at
 * stage I, which decides the composition. In both, stage II starts from the result of stage I, which contains the known
 * pixels, and keeps to the picture at 256 px. `diffusers` uses diffusers' own method at both stages.
 */
export function inpaint(
  request: ResolvedInpaint,
  stages: readonly StageDescription[],
  materials: Materials,
): CascadePlan {
  const { prompt, negative, stageOne, stageTwo, seed, count, strength } = request
  const whole = pictureOf(materials, request.picture)
  const { mask } = materials
  if (mask === undefined) throw new RangeError('Expected a mask.')

  const at = (stage: number) => {
    const size = fittingSize(whole, stageAt(stages, stage))
    return { size, picture: pictureAt(whole, size), mask: maskAt(mask, size) }
  }

  const small = at(0)
  const base = stagePlan(stages, 0, stageOne, small.size)
  const from = request.quality === 'diffusers' ? lastTimesteps : timestepsFrom
  const timesteps = from(base.timesteps, strength)
  const first: SamplingPlan = {
    ...base,
    ...startAndConstraint(request, base, small),
    timesteps:
      request.quality === 'good'
        ? repaintTimesteps(timesteps.slice(0, -1), request.jumpLength, request.repeats)
        : timesteps,
    ...(request.quality !== 'diffusers' && strength === 1 ? { start: { from: 'noise' } as const } : {}),
    parts: onePart(prompt, negative, stageOne.guidance),
  }
  if (stageTwo === undefined) return { plans: [first], seed, count }

  const large = at(1)
  const over = stagePlan(stages, 1, stageTwo, large.size)
  const second: SamplingPlan = {
    ...over,
    ...startAndConstraint(request, over, large),
    timesteps: from(over.timesteps, stageTwo.strength),
    ...(request.quality === 'diffusers' ? {} : { start: { from: 'below' } as const }),
    parts: onePart(prompt, negative, stageTwo.guidance),
    conditioning: conditioningOn(stages, 1, stageTwo),
  }
  return { plans: [first, second], seed, count }
}

/** Where x starts, and the constraint that keeps it at the known pixels. */
function startAndConstraint(
  { quality }: ResolvedInpaint,
  { scheduler }: Pick<SamplingPlan, 'scheduler'>,
  { picture, mask }: { readonly picture: Planes; readonly mask: Planes },
): Pick<SamplingPlan, 'constraint'> & { readonly start: Start } {
  if (quality === 'diffusers') {
    return { start: { from: 'picture', picture, where: mask }, constraint: keptPixels(mask) }
  }
  return { start: { from: 'picture', picture }, constraint: knownPixels(picture, mask, scheduler) }
}

export const inpaintPlan: ModePlan<ResolvedInpaint> = {
  plan: (request, stages, materials) => drawnAlone(request, inpaint(request, stages, materials)),
}
