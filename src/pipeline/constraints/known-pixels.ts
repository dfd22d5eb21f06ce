import { noised } from '../forward.ts'
import { noiseSchedule } from '../noise-schedule.ts'
import type { Constraint } from '../plan.ts'
import { composed, type Planes } from '../planes.ts'
import type { SchedulerConfig } from '../scheduler.ts'

/**
 * Inpainting after RePaint (Lugmayr et al. 2022, algorithm 1). After every step down, the known pixels are replaced by the
 * picture, freshly noised to the level that x has reached. At the end they equal the picture exactly.
 *
 * With timesteps that only fall, this is the cheap form of the CS180 course. With timesteps that climb again, it is RePaint.
 *
 * @param picture [3, H, W]
 * @param mask [1, H, W]; 1 is repainted, 0 is known
 */
export function knownPixels(picture: Planes, mask: Planes, scheduler: SchedulerConfig): Constraint {
  const schedule = noiseSchedule(scheduler)
  return {
    name: 'inpainting',
    renoises: false,
    after(x, next, _previous, random) {
      x.data.set(composed(noised(picture, next, schedule, random), x, mask).data)
    },
  }
}

/**
 * Inpainting like diffusers' IF pipelines (pipeline_if_inpainting.py). The known pixels keep their value from before the
 * step, which is the clean picture from the start. The network sees two noise levels in one picture, so seams show.
 */
export function keptPixels(mask: Planes): Constraint {
  return {
    name: 'inpainting',
    renoises: false,
    after(x, _next, previous) {
      x.data.set(composed(previous, x, mask).data)
    },
  }
}
