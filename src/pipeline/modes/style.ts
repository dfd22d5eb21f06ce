import type { ResolvedStyle } from '#src/requests/modes/style.ts'
import type { CascadePlan, StageDescription } from '../cascade.ts'
import type { Part, SamplingPlan, Weighted } from '../plan.ts'
import { timestepsBelow, timestepsFrom } from '../timesteps-from.ts'
import { identity } from '../views/identity.ts'
import { fittingSize, pictureAt, shapeAtStageOne } from './fit.ts'
import { pictureOf, type Materials } from './materials.ts'
import { drawnAlone, type ModePlan } from './mode-plan.ts'
import { conditioningOn, stageAt, stagePlan } from './stage-plan.ts'

/**
 * IF's style transfer (deep-floyd/IF, deepfloyd_if/pipelines/style_transfer.py): a picture redrawn in a named style.
 *
 * One row has the prompt of the picture with the style in the pooled path, a second row has the style alone, and `mixer`
 * weights them. Both stages start from the picture. At stage I it is noised a little less than the first timestep
 * assumes, so that its shapes persist. Stage II is conditioned on the result of stage I.
 */
export function style(request: ResolvedStyle, stages: readonly StageDescription[], materials: Materials): CascadePlan {
  const { stageOne, stageTwo, seed, count, strength, mixer } = request
  const picture = pictureOf(materials, request.picture)

  const planAt = (stage: number, settings: ResolvedStyle['stageOne'], strength: number, mixer: number) => {
    const size = fittingSize(picture, stageAt(stages, stage))
    const plan = stagePlan(stages, stage, settings, size)
    // A number of steps is spaced evenly, so that both ways to cut it agree at whole numbers of steps, as in IF.
    const timesteps =
      typeof settings.steps === 'number'
        ? timestepsFrom(plan.timesteps, strength)
        : timestepsBelow(plan.timesteps, plan.scheduler.trainTimesteps * strength)
    const from: Part = {
      view: identity,
      shows: showsOf(request, mixer),
      negative: request.negative,
      guidance: settings.guidance,
    }
    return { plan: { ...plan, timesteps, parts: [from] }, picture: pictureAt(picture, size) }
  }

  const one = planAt(0, stageOne, strength, mixer)
  // IF noises by 5 of 80 steps less. Other numbers of steps use the same share.
  const level = one.plan.timesteps[Math.floor((one.plan.timesteps.length - 1) / 16)] ?? 0
  const first: SamplingPlan = { ...one.plan, start: { from: 'picture', picture: one.picture, level } }
  const shape = shapeAtStageOne(picture, stageAt(stages, 0))
  if (stageTwo === undefined) return { plans: [first], seed, count, shape }

  // IF mixes twice as much style into stage II.
  const two = planAt(1, stageTwo, stageTwo.strength, Math.min(2 * mixer, 1))
  const second: SamplingPlan = {
    ...two.plan,
    start: { from: 'picture', picture: two.picture },
    conditioning: conditioningOn(stages, 1, stageTwo),
  }
  return { plans: [first, second], seed, count }
}

/** The weighted texts of the rows. Without a prompt, this is the style alone. */
function showsOf({ prompt, style }: ResolvedStyle, mixer: number): readonly Weighted[] {
  const alone = { prompt: style, weight: mixer }
  const content = { prompt, style, weight: 1 - mixer }
  if (prompt === '' || mixer === 1) return [{ ...alone, weight: 1 }]
  return mixer === 0 ? [content] : [content, alone]
}

export const stylePlan: ModePlan<ResolvedStyle> = {
  plan: (request, stages, materials) => drawnAlone(request, style(request, stages, materials)),
}
