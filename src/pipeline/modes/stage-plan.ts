import type { StageSettings, StageTwoSettings } from '#src/requests/sampling.ts'
import type { StageDescription } from '../cascade.ts'
import type { Conditioning, Part, SamplingPlan } from '../plan.ts'
import type { Size } from '../planes.ts'
import { timestepsOf } from '../timesteps.ts'
import { identity } from '../views/identity.ts'

/**
 * The common base of all modes' plans: white noise and the timesteps of the complete schedule. A mode adds its parts and
 * overrides what differs.
 */
export function stagePlan(
  stages: readonly StageDescription[],
  stage: number,
  settings: StageSettings,
  size?: Size,
): Omit<SamplingPlan, 'parts'> {
  const description = stageAt(stages, stage)
  const { scheduler } = description
  return {
    stage,
    size: size ?? description.size,
    scheduler,
    sampler: { name: settings.sampler },
    timesteps: [...timestepsOf(settings.steps, settings.sampler, scheduler), -1],
    start: { from: 'noise' },
    merge: 'mean',
  }
}

/** The conditioning of a super-resolution stage. */
export function conditioningOn(
  stages: readonly StageDescription[],
  stage: number,
  { noiseLevel, backProjections }: Pick<StageTwoSettings, 'noiseLevel' | 'backProjections'>,
): Conditioning {
  const { imageNoising } = stageAt(stages, stage)
  return { noiseLevel, backProjections, ...(imageNoising && { scheduler: imageNoising }) }
}

/** The parts of a mode with one prompt: a single one. */
export function onePart(prompt: string, negative: string, guidance: number): readonly Part[] {
  return [{ view: identity, shows: [{ prompt, weight: 1 }], negative, guidance }]
}

export function stageAt(stages: readonly StageDescription[], stage: number): StageDescription {
  const description = stages[stage]
  if (description === undefined) throw new RangeError(`The model has no stage ${stage}.`)
  return description
}
