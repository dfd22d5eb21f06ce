import { noised } from '../forward.ts'
import { noiseSchedule } from '../noise-schedule.ts'
import type { Constraint } from '../plan.ts'
import { composed, type Planes } from '../planes.ts'
import type { SchedulerConfig } from '../scheduler.ts'

/**
 * Inpainting after RePaint (Lugmayr et al. 2022, algorithm 1): after every step down, the known pixels are the picture
 * itself, noised afresh to the level that x has reached; at the end they are the picture, exactly.
 *
 * With a walk that only falls this is the cheap form of the CS180 course; with one that climbs, RePaint.
 *
 * @param picture [3, H, W]
 * @param mask [1, H, W]: 1 is painted, 0 is known
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
 * Inpainting as diffusers' IF pipelines have it (pipeline_if_inpainting.py): what is known stays as it was before the
 * step, which is the clean picture from the start on. The network sees two noise levels in one picture, so seams show.
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
