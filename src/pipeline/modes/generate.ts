import type { ResolvedGenerate } from '#src/requests/modes/generate.ts'
import type { CascadePlan, StageDescription } from '../cascade.ts'
import type { SamplingPlan } from '../plan.ts'
import { drawnAlone, type ModePlan } from './mode-plan.ts'
import { conditioningOn, onePart, stagePlan } from './stage-plan.ts'

/** Text to image; the empty prompt paints unconditionally (diffusers, IFPipeline and IFSuperResolutionPipeline). */
export function generate(request: ResolvedGenerate, stages: readonly StageDescription[]): CascadePlan {
  const { prompt, negative, stageOne, stageTwo, seed, count } = request
  const first: SamplingPlan = {
    ...stagePlan(stages, 0, stageOne),
    parts: onePart(prompt, negative, guidanceOf(prompt, negative, stageOne.guidance)),
  }
  if (stageTwo === undefined) return { plans: [first], seed, count }
  const second: SamplingPlan = {
    ...stagePlan(stages, 1, stageTwo),
    parts: onePart(prompt, negative, guidanceOf(prompt, negative, stageTwo.guidance)),
    conditioning: conditioningOn(stages, 1, stageTwo),
  }
  return { plans: [first, second], seed, count }
}

/** Away from what the prompt says itself guidance has no direction; the second row is spared. */
function guidanceOf(prompt: string, negative: string, guidance: number): number {
  return prompt === negative ? 1 : guidance
}

export const generatePlan: ModePlan<ResolvedGenerate> = {
  plan: (request, stages) => drawnAlone(request, generate(request, stages)),
}
