import type { SamplingPlan } from './plan.ts'
import { checkSampler } from './samplers/registry.ts'

/**
 * Refuses what is undefined, so that a mode can say so before anything is loaded.
 *
 * @throws UserError where sampler and plan do not go together, or a view is impossible at the plan's size
 */
export function checkPlan({ sampler, timesteps, parts, merge, constraint, size }: SamplingPlan): void {
  if (timesteps.some((level, i) => level > (timesteps[i - 1] ?? level))) checkSampler(sampler.name, 'climbing')
  if (merge === 'alternate') checkSampler(sampler.name, 'alternating')
  if (constraint?.renoises === true) checkSampler(sampler.name, 'renoising')
  for (const { view } of parts) view.check?.(size)
  if (timesteps.length < 2) throw new RangeError('Expected a timestep sequence of at least one step.')
}
