import type { SamplingPlan } from '../plan.ts'
import type { Planes } from '../planes.ts'
import { pictureAt } from './fit.ts'
import { timestepsFrom } from '../timesteps-from.ts'

/** Changes a plan so that it starts from a picture, noised according to the strength (SDEdit, Meng et al. 2022). */
export function startingFrom<Plan extends Pick<SamplingPlan, 'size' | 'timesteps'>>(
  plan: Plan,
  picture: Planes,
  strength: number,
): Plan & Pick<SamplingPlan, 'start'> {
  return {
    ...plan,
    timesteps: timestepsFrom(plan.timesteps, strength),
    start: { from: 'picture', picture: pictureAt(picture, plan.size) },
  }
}
