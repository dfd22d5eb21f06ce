import type { Planes } from './planes.ts'
import type { SamplingPlan } from './plan.ts'
import type { Predict, Text } from './predict.ts'
import type { RandomNormal } from './random.ts'

/** One step of a plan, done. The planes are the receiver's to keep. */
export interface StepEvent {
  /** 0 … total − 1 */
  readonly index: number
  readonly total: number
  /** The level that the step left, and the one it reached (−1: the clean picture; above `timestep` where RePaint climbs). */
  readonly timestep: number
  readonly next: number
  /** x at `next`, [3, H, W] */
  readonly x: Planes
  /** x̂0, the clean picture as the step estimated it, [3, H, W]; thresholded as the scheduler says. */
  readonly estimate: Planes
}

export interface SampleOptions {
  /** The encoded prompts of the plan, by prompt: everything that `promptsOf` lists. */
  readonly texts: ReadonlyMap<string, Text>
  /** The only source of noise. Two stages that share one go on where the other left it, as in diffusers. */
  readonly random: RandomNormal
  /** What the stage below drew, [3, h, w] in [-1, 1]; for a super-resolution plan that names no picture of its own. */
  readonly below?: Planes
  /** Aborting ends the walk before the next step, with the signal's reason. */
  readonly signal?: AbortSignal
}

/**
 * The one loop: walks a plan from its start to its end.
 *
 * @returns the picture at the end of the walk, [3, H, W], about [-1, 1] and not clamped
 * @throws UserError where sampler and plan do not go together, or a prompt of the plan is not among the texts
 */
export declare function sample(
  plan: SamplingPlan,
  predict: Predict,
  options: SampleOptions,
): AsyncGenerator<StepEvent, Planes, void>
