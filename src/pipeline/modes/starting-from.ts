import type { SamplingPlan } from '../plan.ts'
import type { Planes } from '../planes.ts'
import { pictureAt } from './fit.ts'
import { timestepsFrom } from '../timesteps-from.ts'

/** A plan that begins at a picture, noised as far as the strength says (SDEdit, Meng et al. 2022). */
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
