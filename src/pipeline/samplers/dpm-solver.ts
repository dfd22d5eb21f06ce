import { weightedSum, weightedSumOfThree } from '../arithmetic.ts'
import type { NoiseSchedule } from '../noise-schedule.ts'
import type { RandomNormal } from '../random.ts'
import type { SchedulerConfig } from '../scheduler.ts'
import type { SamplerDescriptor } from './sampler.ts'
import { estimateOf, type Stepper } from './step.ts'

/**
 * DPM-Solver++ 2M (Lu et al. 2022, "DPM-Solver++: Fast Solver for Guided Sampling of Diffusion Probabilistic Models",
 * algorithm 2), midpoint form, on x̂0. With `random` it takes its stochastic form (the same paper's SDE-DPM-Solver++ 2M).
 * Numerically equal to diffusers' `DPMSolverMultistepScheduler.step` with `final_sigmas_type: zero`.
 *
 * The first step has no history and is of first order, as is the last step, to the clean picture. The variance channels
 * are not read. The stochastic form draws noise at every step, including the last.
 */
export function dpmSolver(config: SchedulerConfig, schedule: NoiseSchedule, random?: RandomNormal): Stepper {
  let previous: { readonly estimate: Float32Array; readonly lambda: number } | undefined

  return (step) => {
    const { x, from, to, into } = step
    const here = signalAndNoise(schedule, from)
    const there = signalAndNoise(schedule, to)
    const estimate = estimateOf(step, schedule.alphaBar(from), config, true)
    const h = there.lambda - here.lambda
    const decay = Math.exp(-h)
    const shrink = random === undefined ? 1 : decay
    const ofX = (there.noise / here.noise) * shrink
    const ofEstimate = there.signal * (1 - decay * shrink)
    const deviation = there.noise * Math.sqrt(1 - decay * decay)
    const older = to === -1 ? undefined : previous
    // D1 = (m0 − m1)/r0 with r0 = h_before/h, weighted by half of D0's weight.
    const ofChange = older === undefined ? 0 : (ofEstimate / 2) * (h / (here.lambda - older.lambda))
    const before = older?.estimate ?? estimate
    const ofNow = ofEstimate + ofChange
    if (random !== undefined) {
      weightedSumOfThree(into.x, random(x.length, into.x), deviation, x, ofX, estimate, ofNow)
      weightedSum(into.x, into.x, 1, before, -ofChange)
    } else if (to === -1) {
      into.x.set(estimate)
    } else {
      weightedSumOfThree(into.x, x, ofX, estimate, ofNow, before, -ofChange)
    }
    previous = { estimate, lambda: here.lambda }
    return into
  }
}

/** √ᾱ, √(1−ᾱ) and λ, the logarithm of their ratio. λ is infinite at the clean picture. */
function signalAndNoise(schedule: NoiseSchedule, level: number) {
  const alphaBar = schedule.alphaBar(level)
  const signal = Math.sqrt(alphaBar)
  const noise = Math.sqrt(1 - alphaBar)
  return { signal, noise, lambda: Math.log(signal) - Math.log(noise) }
}

/** The facts that both forms share. Both keep a history of one step. */
const solver = {
  solver: true,
  readsVariance: false,
  cannot: ['climbing', 'alternating', 'renoising', 'ancestral'],
} as const satisfies Partial<SamplerDescriptor>

export const dpmSolverSampler = {
  name: 'dpm++',
  effort: 1,
  ...solver,
  stepper: (config, schedule) => dpmSolver(config, schedule),
} as const satisfies SamplerDescriptor

export const stochasticDpmSolverSampler = {
  name: 'sde-dpm++',
  effort: 1.25,
  ...solver,
  stepper: dpmSolver,
} as const satisfies SamplerDescriptor
