import type { Refine } from '../back-projection.ts'
import type { SchedulerConfig } from '../scheduler.ts'
import { joined, type Sum, evaluateSum } from '../sum.ts'
import { plainRange, thresholdEstimate } from '../threshold.ts'
import type { Workspace } from '../workspace.ts'

/** The input of a step. All arrays have the same length, and only those of `into` are written. */
export interface StepInput {
  readonly x: Float32Array
  /** ε at x, guided and merged. */
  readonly epsilon: Sum
  /** The network's variance interpolation v, about [-1, 1], or undefined if there is none. */
  readonly variance: Float32Array | undefined
  /** The level of x, and the lower level to step to (−1 for the clean picture). */
  readonly from: number
  readonly to: number
  /** Applied to x̂0 after thresholding. */
  readonly refine: Refine | undefined
  /** Provides arrays for intermediate results. The loop releases it after the step. */
  readonly workspace: Workspace
  /** The arrays for the result. Their content is arbitrary, and nothing else uses them during the step. */
  readonly into: StepOutput
}

export interface StepOutput {
  /** x at `to` */
  readonly x: Float32Array
  /** x̂0 after thresholding and refinement */
  readonly estimate: Float32Array
}

/**
 * Takes one step down. Solvers of higher order read the previous step's estimate, which must stay valid until then, so each
 * picture needs a stepper of its own.
 */
export type Stepper = (step: StepInput) => StepOutput

/** Writes x̂0 = (x − √(1−ᾱ)·ε)/√ᾱ to `into.estimate`, thresholded as the scheduler specifies and then refined. */
export function estimateOf(
  { x, epsilon, refine, workspace, into: { estimate } }: StepInput,
  alphaBar: number,
  config: SchedulerConfig,
  solver = false,
): Float32Array {
  const scale = 1 / Math.sqrt(alphaBar)
  const sum = joined(
    { sum: [{ array: x, weight: 1 }], weight: scale },
    { sum: epsilon, weight: -Math.sqrt(1 - alphaBar) * scale },
  )
  // A plain clip is free while the sum is calculated.
  const range = plainRange(config, solver)
  evaluateSum(sum, estimate, range)
  if (range === undefined) thresholdEstimate(estimate, config, solver, workspace)
  refine?.(estimate)
  return estimate
}
