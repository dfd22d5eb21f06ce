import type { Refine } from '../back-projection.ts'
import type { SchedulerConfig } from '../scheduler.ts'
import { joined, type Sum, workOut } from '../sum.ts'
import { plainRange, restrain } from '../threshold.ts'
import type { Workspace } from '../workspace.ts'

/** What a step works on: arrays of one length, read only but for `into`. */
export interface StepInput {
  readonly x: Float32Array
  /** ε at x, guided and merged. */
  readonly epsilon: Sum
  /** The network's variance interpolation v, about [-1, 1]; absent where it gives none. */
  readonly variance: Float32Array | undefined
  /** The level of x, and the one to go to: lower, −1 for the clean picture. */
  readonly from: number
  readonly to: number
  /** What becomes of x̂0 once it is restrained. */
  readonly refine: Refine | undefined
  /** Room for what is calculated on the way; the loop releases it after the step. */
  readonly workspace: Workspace
  /** What the answer is written to: two arrays that hold anything, and that nothing else uses meanwhile. */
  readonly into: StepOutput
}

export interface StepOutput {
  /** x at `to` */
  readonly x: Float32Array
  /** x̂0, restrained and refined */
  readonly estimate: Float32Array
}

/**
 * One step down. A solver of higher order reads the estimate of the step before, which must hold until then: one stepper serves
 * one picture.
 */
export type Stepper = (step: StepInput) => StepOutput

/** x̂0 = (x − √(1−ᾱ)·ε)/√ᾱ, restrained as the scheduler says, then refined; written to `into.estimate`. */
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
  // A plain clip costs nothing on the way.
  const range = plainRange(config, solver)
  workOut(sum, estimate, range)
  if (range === undefined) restrain(estimate, config, solver, workspace)
  refine?.(estimate)
  return estimate
}
