import { weightedSum } from '../arithmetic.ts'
import { type Component, difference } from '../component.ts'
import { noised } from '../forward.ts'
import { noiseSchedule } from '../noise-schedule.ts'
import type { Constraint } from '../plan.ts'
import type { Planes } from '../planes.ts'
import type { SchedulerConfig } from '../scheduler.ts'

/**
 * An inverse problem (Geng et al. 2024, "Factorized Diffusion", §3.4). Before every step, one component of x is replaced by
 * that of a real picture, freshly noised to the level of x. At the end it is that of the picture itself. The rest is drawn to match.
 *
 * @param component the component that comes from the picture
 * @param picture [3, H, W] of the plan's size
 */
export function pinned(component: Component, picture: Planes, scheduler: SchedulerConfig): Constraint {
  const schedule = noiseSchedule(scheduler)
  const pin = (x: Planes, known: Planes) => {
    // F is linear: F(known) + (x − F(x)) in one filtering.
    weightedSum(x.data, x.data, 1, component.filter(difference(known, x)).data, 1)
  }
  return {
    name: 'pinned picture',
    renoises: true,
    before: (x, level, random) => pin(x, noised(picture, level, schedule, random)),
    after(x, next) {
      if (next === -1) pin(x, picture)
    },
  }
}
