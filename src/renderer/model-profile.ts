import { UserError } from '#src/errors.ts'
import type { Model, Stage } from '#src/network/model.ts'
import type { ModelProfile, StageProfile } from '#src/requests/model-profile.ts'
import { illusionDefaults } from '#src/requests/modes/illusion-fields.ts'
import { sampler, steps } from '#src/requests/sampling.ts'

/**
 * What a model's makers recommend, from its `defaults.json`.
 *
 * @param hasScorer whether there is a CLIP, without which nothing can be chosen
 * @throws UserError `model-config` where they recommend what is not supported
 */
export function modelProfile({ name, folder, stages, illusions }: Model, hasScorer: boolean): ModelProfile {
  const { best_of: bestOf, ...others } = illusions ?? {}
  const chosen = bestOf === undefined || !hasScorer ? {} : { bestOf }
  const advice = illusionDefaults.optional().safeParse(illusions && { ...others, ...chosen })
  const [issue] = advice.error?.issues ?? []
  if (issue !== undefined) throw unsupported(folder, `illusions.${issue.path.join('.')}`, issue.message)
  return { name, stages: stages.map(profileOf), ...(advice.data && { illusions: advice.data }) }
}

function profileOf({ folder, defaults }: Stage): StageProfile {
  if (defaults === undefined) return {}
  const advice = {
    sampler: sampler.optional().safeParse(defaults.sampler),
    steps: steps.optional().safeParse(defaults.schedule ?? defaults.steps),
  }
  for (const [field, { error }] of Object.entries(advice)) {
    if (error === undefined) continue
    throw unsupported(folder, field, error.issues[0]?.message)
  }
  return {
    ...(advice.sampler.data && { sampler: advice.sampler.data }),
    ...(advice.steps.data !== undefined && { steps: advice.steps.data }),
    ...(defaults.guidance !== undefined && { guidance: defaults.guidance }),
    ...(defaults.noise_level !== undefined && { noiseLevel: defaults.noise_level }),
    ...(defaults.back_projections !== undefined && { backProjections: defaults.back_projections }),
  }
}

function unsupported(folder: string, field: string, problem = 'is not understood'): UserError {
  return new UserError('model-config', `${folder}/defaults.json: \`${field}\` ${problem}.`, { folder, field })
}
