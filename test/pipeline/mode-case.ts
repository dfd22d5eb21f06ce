import type { CascadePlan, StageDescription } from '#src/pipeline/cascade.ts'
import type { Materials } from '#src/pipeline/modes/materials.ts'
import { plansOf } from '#src/pipeline/modes/registry.ts'
import { promptsOf } from '#src/pipeline/plan.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { Text } from '#src/pipeline/predict.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import type { StageSettings, StageTwoSettings } from '#src/requests/sampling.ts'
import { drawn, sharedSettings } from './drawing.ts'
import { middleMask, smoothPicture, square, toyStages, toyText } from './toy-network.ts'

/** What requests are planned and drawn with in tests: toy stages of 64 and 128 px, one picture and its mask. */
export const stages = toyStages(square(64), square(128))
export const picture = { sha256: 'a'.repeat(64), name: 'smooth.png' }

export const stageOne: StageSettings = { steps: 4, sampler: 'ddpm', guidance: 3 }
const stageTwo: StageTwoSettings = {
  steps: 3,
  sampler: 'ddpm',
  guidance: 1,
  noiseLevel: 50,
  backProjections: 0,
  strength: 0.8,
}

/** Settings of both stages, and of stage I alone. */
export const both = sharedSettings({ seed: 5, stageOne, stageTwo })
export const small = sharedSettings({ seed: 5, stageOne })

export function materialsOf(size = square(100)): Materials {
  return { pictures: new Map([[picture.sha256, smoothPicture(size)]]), mask: middleMask(size) }
}

export function textsOf(request: ResolvedRequest, materials = materialsOf()): Map<string, Text> {
  const prompts = promptsOf(plansOf(request, stages, materials).drawings.flatMap(({ plan }) => plan.plans))
  return new Map(prompts.map((prompt, seed) => [prompt, toyText(prompt, seed)]))
}

/** The first drawing of a request. */
export function planOf(
  request: ResolvedRequest,
  materials = materialsOf(),
  model: readonly StageDescription[] = stages,
): CascadePlan {
  const [drawing] = plansOf(request, model, materials).drawings
  if (drawing === undefined) throw new Error('No drawing.')
  return drawing.plan
}

/** What each stage draws of it. */
export function drawnOf(request: ResolvedRequest, materials = materialsOf()): Promise<readonly Planes[]> {
  return drawn(planOf(request, materials), stages, textsOf(request, materials))
}
