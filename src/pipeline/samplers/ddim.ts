import type { NoiseSchedule } from '../noise-schedule.ts'
import type { RandomNormal } from '../random.ts'
import type { SchedulerConfig } from '../scheduler.ts'
import { joined, evaluateSum } from '../sum.ts'
import type { SamplerDescriptor } from './sampler.ts'
import { estimateOf, type Stepper } from './step.ts'

/**
 * Song et al. 2021, "Denoising Diffusion Implicit Models", eqs. 12 and 16. Numerically equal to diffusers'
 * `DDIMScheduler.step`: ε is not recomputed from the thresholded x̂0, and the last level is the clean picture.
 *
 * @param eta 0 is deterministic and draws no noise, 1 is as noisy as DDPM. Above 0 noise is drawn at every step, including the last
 */
export function ddim(config: SchedulerConfig, schedule: NoiseSchedule, random: RandomNormal, eta: number): Stepper {
  return (step) => {
    const { x, epsilon, from, to, into } = step
    const alphaBar = schedule.alphaBar(from)
    const next = schedule.alphaBar(to)
    const estimate = estimateOf(step, alphaBar, config)
    const deviation = eta * Math.sqrt(((1 - next) / (1 - alphaBar)) * (1 - alphaBar / next))
    const ofEstimate = Math.sqrt(next)
    const ofEpsilon = Math.sqrt(Math.max(1 - next - deviation * deviation, 0))
    const noise = eta > 0 ? [{ array: random(x.length, into.x), weight: deviation }] : []
    const moved = joined(
      { sum: [{ array: estimate, weight: ofEstimate }], weight: 1 },
      { sum: epsilon, weight: ofEpsilon },
    )
    evaluateSum([...noise, ...moved], into.x)
    return into
  }
}

export const ddimSampler = {
  name: 'ddim',
  effort: 1.5,
  solver: false,
  readsVariance: false,
  cannot: ['renoising', 'ancestral'],
  stepper: ddim,
} as const satisfies SamplerDescriptor
