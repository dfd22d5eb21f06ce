import type { Component } from './component.ts'
import type { Planes, Size } from './planes.ts'
import type { RandomNormal } from './random.ts'
import type { Sampler } from './samplers/registry.ts'
import type { SchedulerConfig } from './scheduler.ts'
import type { Tiling } from './tiles.ts'
import type { View } from './view.ts'

/**
 * Everything that one stage of one picture does, as data. A mode makes plans from a request.
 *
 * A plan holds the text of its prompts but no model and no embeddings, so that it can be made, counted and shown before
 * anything is loaded.
 */
export interface SamplingPlan {
  /** Which stage of the cascade draws this: 0 is the 64 px stage, 1 the 256 px stage. */
  readonly stage: number
  readonly size: Size
  readonly scheduler: SchedulerConfig
  readonly sampler: Sampler
  /**
   * The noise levels in the order in which they are visited, from the start's level on; −1 is the clean picture.
   * Usually they fall to −1. RePaint climbs again now and then, and a demonstration may stop above −1.
   */
  readonly timesteps: readonly number[]
  readonly start: Start
  readonly parts: readonly Part[]
  readonly merge: Merge
  /**
   * Whether the merged estimate of noise gets the power of the estimates that it was merged from. Different estimates partly
   * cancel, which makes pictures grey and soft. Default: false, like IF.
   */
  readonly rectify?: boolean
  /** The picture that a super-resolution stage enlarges. Absent at stage I. */
  readonly conditioning?: Conditioning
  readonly constraint?: Constraint
  /** How a canvas larger than the network is cut into tiles. */
  readonly tiling?: Tiling
}

/**
 * Where x comes from.
 *
 * - `noise`: white noise.
 * - `picture`: a picture of the plan's size noised to `level` (the first level of the timesteps where absent),
 *   everywhere or only `where` a plane [1, H, W] is 1 (0: the picture stays as it is).
 * - `below`: what the stage below drew, enlarged and noised to the first of the timesteps.
 */
export type Start =
  | { readonly from: 'noise' }
  | { readonly from: 'picture'; readonly picture: Planes; readonly level?: number; readonly where?: Planes }
  | { readonly from: 'below' }

/**
 * One reading of the picture: the view, the prompts, and the component of the estimate that it decides.
 */
export interface Part {
  readonly view: View
  /** The prompts that the part should show, mixed by weights that sum to 1. */
  readonly shows: readonly Weighted[]
  /** What it should not show. The empty prompt where there is no negative prompt. */
  readonly negative: string
  /** Guidance scale. 1 uses the prompt alone (the negative prompt is not computed), 0 the negative prompt alone. */
  readonly guidance: number
  readonly component?: Component
}

export interface Weighted {
  readonly prompt: string
  /** The text for the pooled path (the time embedding) in place of `prompt`. This is IF's style transfer. */
  readonly style?: string
  readonly weight: number
}

/**
 * How the parts' estimates become one.
 *
 * - `mean`: their mean.
 * - `balanced`: a mean that gives more weight to the part that is seen least. It needs a scorer (see `balance.ts`).
 * - `alternate`: one part per step, in turn.
 * - `sum`: the sum of the parts' components.
 *
 * The variance is always averaged.
 */
export type Merge = 'mean' | 'balanced' | 'sum' | 'alternate'

export interface Conditioning {
  /** The picture to enlarge, [3, h, w] of any size. Default: the result of the stage below. */
  readonly picture?: Planes
  /** 0 ≤ L < 1000: the level to which it is noised once. 0 hardly changes it, 250 is IF's default. */
  readonly noiseLevel: number
  /** The schedule that noises it. Default: the plan's own. */
  readonly scheduler?: SchedulerConfig
  /** How often x̂0 is brought back to agree with it at every step. Default: 0, like IF. */
  readonly backProjections?: number
}

/**
 * Keeps part of x at known values. Both functions write into `x.data` and take noise from `random` alone.
 */
export interface Constraint {
  readonly name: string
  /** True where it changes x so much that a sampler's history becomes useless. */
  readonly renoises: boolean
  /** Called before the network sees x at `level`. */
  before?(x: Planes, level: number, random: RandomNormal): void
  /** Called after a step down to the level `next` (−1: the clean picture). `previous` is x before that step. */
  after?(x: Planes, next: number, previous: Planes, random: RandomNormal): void
}

/** The prompts, styles and negative prompts of some plans, each once. They must be encoded before the plans run. */
export function promptsOf(plans: readonly SamplingPlan[]): string[] {
  const prompts = new Set<string>()
  for (const { parts } of plans) {
    for (const { shows, negative, guidance } of parts) {
      if (guidance !== 1) prompts.add(negative)
      if (guidance === 0) continue
      for (const { prompt, style } of shows) {
        prompts.add(prompt)
        if (style !== undefined) prompts.add(style)
      }
    }
  }
  return [...prompts]
}
