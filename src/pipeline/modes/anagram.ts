import type { ResolvedAnagram } from '#src/requests/modes/anagram.ts'
import type { CascadePlan, StageDescription } from '../cascade.ts'
import type { Part, SamplingPlan } from '../plan.ts'
import { viewOf } from '../views/registry.ts'
import { fittingSize } from './fit.ts'
import { pictureOf, type Materials } from './materials.ts'
import { drawnAlone, type ModePlan } from './mode-plan.ts'
import { conditioningOn, stageAt, stagePlan } from './stage-plan.ts'
import { startingFrom } from './starting-from.ts'
import { styled } from '../styled.ts'

/**
 * A visual anagram (Geng et al. 2024, "Visual Anagrams"). Each reading sees x in its own view. The estimates of noise are
 * taken back from the views and averaged, or the readings are used in turn. Both stages apply the views.
 * Stage I may start from a noised picture instead of pure noise. Stage II only sees stage I's result.
 */
export function anagram(
  request: ResolvedAnagram,
  stages: readonly StageDescription[],
  materials: Materials,
): CascadePlan {
  const { readings, style, negative, merge, rectify, stageOne, stageTwo, seed, count, start } = request
  const picture = start && pictureOf(materials, start.picture)
  const looking = readings.map(({ prompt, view }) => ({ prompt: styled(style, prompt), view: viewOf(view) }))
  const partsWith = (guidance: number) =>
    looking.map(({ prompt, view }): Part => ({ view, shows: [{ prompt, weight: 1 }], negative, guidance }))

  const planAt = (stage: number, settings: ResolvedAnagram['stageOne']) =>
    stagePlan(stages, stage, settings, picture && fittingSize(picture, stageAt(stages, stage)))

  const base = planAt(0, stageOne)
  const first: SamplingPlan = {
    ...(start && picture ? startingFrom(base, picture, start.strength) : base),
    parts: partsWith(stageOne.guidance),
    merge,
    rectify,
  }
  if (stageTwo === undefined) return { plans: [first], seed, count }
  const second: SamplingPlan = {
    ...planAt(1, stageTwo),
    parts: partsWith(stageTwo.guidance),
    merge,
    rectify,
    conditioning: conditioningOn(stages, 1, stageTwo),
  }
  return { plans: [first, second], seed, count }
}

export const anagramPlan: ModePlan<ResolvedAnagram> = {
  plan: (request, stages, materials) => drawnAlone(request, anagram(request, stages, materials)),
  readings: ({ readings }, planes) => readings.map(({ view }) => ({ planes: viewOf(view).apply(planes), share: 1 })),
}
