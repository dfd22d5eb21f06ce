import { UserError } from '#src/errors.ts'
import type { SamplingPlan } from './plan.ts'

/**
 * Refuses what is undefined, so that a mode can say so before anything is loaded.
 *
 * DPM-Solver++ 2M keeps a history of one step: it has no meaning where the timesteps climb, or where the estimate comes
 * from another part at every step. A constraint that noises x anew at every step needs ancestral sampling.
 *
 * @throws UserError where sampler and plan do not go together, or a view is impossible at the plan's size
 */
export function checkPlan(plan: SamplingPlan): void {
  const { sampler, timesteps, parts, merge, constraint, size } = plan
  const solver = sampler.name === 'dpm++' || sampler.name === 'sde-dpm++'
  const climbs = timesteps.some((level, i) => level > (timesteps[i - 1] ?? level))
  if (solver && climbs) refuse(sampler.name, 'inpainting that goes back up to blend in', 'ddpm or ddim')
  if (solver && merge === 'alternate') refuse(sampler.name, 'asking the parts in turn', 'ddpm or ddim')
  if (sampler.name !== 'ddpm' && constraint?.renoises === true) refuse(sampler.name, `a ${constraint.name}`, 'ddpm')
  for (const { view } of parts) view.check?.(size)
  if (timesteps.length < 2) throw new RangeError('Expected a timestep sequence of at least one step.')
}

function refuse(sampler: string, what: string, instead: string): never {
  throw new UserError('sampler-not-allowed', `The sampler ${sampler} does not go with ${what}: choose ${instead}.`, {
    sampler,
    instead,
  })
}
