import type { ResolvedAnagram } from '#src/requests/modes/anagram.ts'
import type { CascadePlan, StageDescription } from '../cascade.ts'
import type { Part, SamplingPlan } from '../plan.ts'
import { viewOf } from '../views/view-of.ts'
import { conditioningOn, stagePlan } from './stage-plan.ts'
import { styled } from './styled.ts'

/**
 * A visual anagram (Geng et al. 2024, "Visual Anagrams"): each reading looks at x its own way, and what the readings
 * make of the noise is turned back and averaged, or asked of one after the other. Both stages see the views.
 */
export function anagram(request: ResolvedAnagram, stages: readonly StageDescription[]): CascadePlan {
  const { readings, style, negative, merge, stageOne, stageTwo, seed, count } = request
  const looking = readings.map(({ prompt, view }) => ({ prompt: styled(style, prompt), view: viewOf(view) }))
  const partsWith = (guidance: number) =>
    looking.map(({ prompt, view }): Part => ({ view, shows: [{ prompt, weight: 1 }], negative, guidance }))

  const first: SamplingPlan = {
    ...stagePlan(stages, 0, stageOne),
    parts: partsWith(stageOne.guidance),
    merge,
  }
  if (stageTwo === undefined) return { plans: [first], seed, count }
  const second: SamplingPlan = {
    ...stagePlan(stages, 1, stageTwo),
    parts: partsWith(stageTwo.guidance),
    merge,
    conditioning: conditioningOn(stages, 1, stageTwo),
  }
  return { plans: [first, second], seed, count }
}
