import { weightedSum, weightedSumOfThree } from '../arithmetic.ts'
import type { NoiseSchedule } from '../noise-schedule.ts'
import type { RandomNormal } from '../random.ts'
import type { SchedulerConfig } from '../scheduler.ts'
import type { SamplerDescriptor } from './sampler.ts'
import { estimateOf, type Stepper } from './step.ts'

/** The coefficients of one ancestral step between two levels (Ho et al. 2020, eqs. 6–7, generalised to levels that are not adjacent). */
export interface DdpmCoefficients {
  /** α = ᾱ_t/ᾱ_t′ and β = 1 − α */
  readonly alpha: number
  readonly beta: number
  /** The mean is `ofEstimate`·x̂0 + `ofX`·x_t. */
  readonly ofEstimate: number
  readonly ofX: number
  /** The logarithms of the smallest and the largest variance of the step. */
  readonly lowest: number
  readonly highest: number
}

export function ddpmCoefficients(schedule: NoiseSchedule, from: number, to: number): DdpmCoefficients {
  const alphaBar = schedule.alphaBar(from)
  const next = schedule.alphaBar(to)
  const alpha = alphaBar / next
  const beta = 1 - alpha
  return {
    alpha,
    beta,
    ofEstimate: (Math.sqrt(next) * beta) / (1 - alphaBar),
    ofX: (Math.sqrt(alpha) * (1 - next)) / (1 - alphaBar),
    // The smallest variance of the last step is 0. The clamp keeps its logarithm finite.
    lowest: Math.log(Math.max(((1 - next) / (1 - alphaBar)) * beta, 1e-20)),
    highest: Math.log(beta),
  }
}

/**
 * Ancestral sampling (Ho et al. 2020). As the scheduler specifies, the variance is learned (Nichol and Dhariwal 2021,
 * eq. 15) or fixed. Numerically equal to diffusers' `DDPMScheduler.step`.
 *
 * Noise is drawn at every step except the one to the clean picture.
 */
export function ddpm(config: SchedulerConfig, schedule: NoiseSchedule, random: RandomNormal): Stepper {
  return (step) => {
    const { x, variance, from, to, into } = step
    const c = ddpmCoefficients(schedule, from, to)
    const estimate = estimateOf(step, schedule.alphaBar(from), config)
    const { ofEstimate, ofX } = c
    if (to === -1) {
      weightedSum(into.x, estimate, ofEstimate, x, ofX)
      return into
    }
    const next = random(x.length, into.x)
    if (config.varianceType === 'learned_range') {
      if (variance === undefined) throw new TypeError("A learned variance needs the network's variance channels.")
      // ½·(frac·highest + (1 − frac)·lowest) with frac = (v + 1)/2
      const centre = (c.highest + c.lowest) / 4
      const reach = (c.highest - c.lowest) / 4
      const middle = Math.exp(centre)
      for (let i = 0; i < next.length; i++) {
        const deviation = middle * expNearZero(reach * (variance[i] ?? 0))
        next[i] = ofEstimate * (estimate[i] ?? 0) + ofX * (x[i] ?? 0) + deviation * (next[i] ?? 0)
      }
    } else {
      weightedSumOfThree(next, estimate, ofEstimate, x, ofX, next, fixedDeviation(config.varianceType, c))
    }
    return into
  }
}

function fixedDeviation(type: Exclude<SchedulerConfig['varianceType'], 'learned_range'>, c: DdpmCoefficients): number {
  return type === 'fixed_large' ? Math.sqrt(c.beta) : Math.exp(c.lowest / 2)
}

/** e^y to 1e-7 for |y| ≤ 4, several times as fast as Math.exp: (e^(y/8))^8 with a short series inside. */
function expNearZero(y: number): number {
  if (y > 4 || y < -4) return Math.exp(y)
  const z = y / 8
  const root =
    1 +
    z *
      (1 +
        z * (1 / 2) * (1 + z * (1 / 3) * (1 + z * (1 / 4) * (1 + z * (1 / 5) * (1 + z * (1 / 6) * (1 + z * (1 / 7)))))))
  const square = root * root
  const fourth = square * square
  return fourth * fourth
}

export const ddpmSampler = {
  name: 'ddpm',
  effort: 2,
  solver: false,
  readsVariance: true,
  cannot: [],
  stepper: ddpm,
} as const satisfies SamplerDescriptor
