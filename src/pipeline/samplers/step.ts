import type { SchedulerConfig } from '../scheduler.ts'
import { held, plainRange, restrain } from '../threshold.ts'

/** What a step works on: arrays of one length, read only. */
export interface StepInput {
  readonly x: Float32Array
  /** ε at x, guided and merged. */
  readonly epsilon: Float32Array
  /** The network's variance interpolation v, about [-1, 1]; absent where it gives none. */
  readonly variance: Float32Array | undefined
  /** The level of x, and the one to go to: lower, −1 for the clean picture. */
  readonly from: number
  readonly to: number
}

export interface StepOutput {
  /** x at `to` */
  readonly x: Float32Array
  /** x̂0, restrained */
  readonly estimate: Float32Array
}

/** One step down. A solver of higher order remembers the steps before: one stepper serves one picture. */
export type Stepper = (step: StepInput) => StepOutput

/** x̂0 = (x − √(1−ᾱ)·ε)/√ᾱ, restrained as the scheduler says; a new array. */
export function estimateOf(
  { x, epsilon }: Pick<StepInput, 'x' | 'epsilon'>,
  alphaBar: number,
  config: SchedulerConfig,
  solver = false,
): Float32Array {
  const noise = Math.sqrt(1 - alphaBar)
  const scale = 1 / Math.sqrt(alphaBar)
  const estimate = new Float32Array(x.length)
  // A plain clip costs nothing on the way.
  const range = plainRange(config, solver)
  if (range !== undefined) {
    for (let i = 0; i < estimate.length; i++) {
      estimate[i] = held(((x[i] ?? 0) - noise * (epsilon[i] ?? 0)) * scale, range)
    }
    return estimate
  }
  for (let i = 0; i < estimate.length; i++) estimate[i] = ((x[i] ?? 0) - noise * (epsilon[i] ?? 0)) * scale
  restrain(estimate, config, solver)
  return estimate
}
