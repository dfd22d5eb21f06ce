import type { ResolvedEdit } from '#src/requests/modes/edit.ts'
import type { CascadePlan, StageDescription } from '../cascade.ts'
import type { SamplingPlan } from '../plan.ts'
import { fittingSize, shapeAtStageOne } from './fit.ts'
import { pictureOf, type Materials } from './materials.ts'
import { drawnAlone, type ModePlan } from './mode-plan.ts'
import { conditioningOn, onePart, stageAt, stagePlan } from './stage-plan.ts'
import { startingFrom } from './starting-from.ts'

/**
 * SDEdit (Meng et al. 2022): the picture is noised according to the strength and redrawn from there. Stage II starts from
 * the noised picture too and is conditioned on the result of stage I (diffusers, IFImg2ImgPipeline and
 * IFImg2ImgSuperResolutionPipeline).
 *
 * @returns a plan for each of the request's strengths, all with the same seed
 */
export function edit(request: ResolvedEdit, stages: readonly StageDescription[], materials: Materials): CascadePlan[] {
  const { prompt, negative, stageOne, stageTwo, seed, count, strengths } = request
  const picture = pictureOf(materials, request.picture)

  return strengths.map((strength) => {
    const size = fittingSize(picture, stageAt(stages, 0))
    const first: SamplingPlan = {
      ...startingFrom(stagePlan(stages, 0, stageOne, size), picture, strength),
      parts: onePart(prompt, negative, stageOne.guidance),
    }
    const shape = shapeAtStageOne(picture, stageAt(stages, 0))
    if (stageTwo === undefined) return { plans: [first], seed, count, shape }
    const larger = fittingSize(picture, stageAt(stages, 1))
    const second: SamplingPlan = {
      ...startingFrom(stagePlan(stages, 1, stageTwo, larger), picture, stageTwo.strength),
      parts: onePart(prompt, negative, stageTwo.guidance),
      conditioning: conditioningOn(stages, 1, stageTwo),
    }
    return { plans: [first, second], seed, count }
  })
}

export const editPlan: ModePlan<ResolvedEdit> = {
  plan: (request, stages, materials) => drawnAlone(request, ...edit(request, stages, materials)),
}
