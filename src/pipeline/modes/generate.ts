import type { ResolvedGenerate } from '#src/requests/modes/generate.ts'
import type { CascadePlan, StageDescription } from '../cascade.ts'
import type { SamplingPlan } from '../plan.ts'
import { drawnAlone, type ModePlan } from './mode-plan.ts'
import { conditioningOn, onePart, stagePlan } from './stage-plan.ts'

/** Text to image. The empty prompt draws unconditionally (diffusers, IFPipeline and IFSuperResolutionPipeline). */
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

/** If prompt and negative prompt are equal, guidance has no effect. A scale of 1 then saves the second row. */
function guidanceOf(prompt: string, negative: string, guidance: number): number {
  return prompt === negative ? 1 : guidance
}

export const generatePlan: ModePlan<ResolvedGenerate> = {
  plan: (request, stages) => drawnAlone(request, generate(request, stages)),
}
