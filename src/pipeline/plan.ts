import type { Component } from './component.ts'
import type { Planes, Size } from './planes.ts'
import type { RandomNormal } from './random.ts'
import type { SchedulerConfig } from './scheduler.ts'
import type { Tiling } from './tiles.ts'
import type { View } from './view.ts'

/**
 * Everything that one stage of one picture does, as data: what a mode makes of a request.
 *
 * A plan names its prompts and holds no model and no embedding, so that it can be made, counted
 * (`costOf`) and shown before anything is loaded.
 */
export interface SamplingPlan {
  /** Which stage of the cascade draws this: 0 is the 64 px stage, 1 the 256 px stage. */
  readonly stage: number
  readonly size: Size
  readonly scheduler: SchedulerConfig
  readonly sampler: Sampler
  /**
   * The noise levels that are visited, in order, from the start's level on; −1 is the clean picture.
   * Usually it falls to −1; RePaint's walk climbs again now and then; a demonstration may stop above −1.
   */
  readonly walk: readonly number[]
  readonly start: Start
  readonly parts: readonly Part[]
  readonly merge: Merge
  /** The picture that a super-resolution stage enlarges; absent at stage I. */
  readonly conditioning?: Conditioning
  readonly constraint?: Constraint
  /** A canvas larger than the network: shown to it in tiles. */
  readonly tiling?: Tiling
}

/**
 * `ddpm`: ancestral sampling. `ddim`: η 0 is deterministic, 1 as noisy as DDPM.
 * `dpm++`: DPM-Solver++ 2M, the ODE; `sde-dpm++`: its stochastic form.
 */
export type Sampler =
  | { readonly name: 'ddpm' }
  | { readonly name: 'ddim'; readonly eta: number }
  | { readonly name: 'dpm++' }
  | { readonly name: 'sde-dpm++' }

export type SamplerName = Sampler['name']

/**
 * Where x comes from.
 *
 * - `noise`: white noise.
 * - `picture`: a picture of the plan's size noised to `level` (the first level of the walk where absent),
 *   everywhere or only `where` a plane [1, H, W] is 1 (0: the picture stays as it is).
 * - `below`: what the stage below drew, enlarged and noised to the first level of the walk.
 */
export type Start =
  | { readonly from: 'noise' }
  | { readonly from: 'picture'; readonly picture: Planes; readonly level?: number; readonly where?: Planes }
  | { readonly from: 'below' }

/**
 * One reading of the picture: how it is looked at, what it should show, and which component of the estimate is its own.
 */
export interface Part {
  readonly view: View
  /** What the part should show: one prompt, or several mixed by weights that sum to 1. */
  readonly shows: readonly Weighted[]
  /** What it should not show; the empty prompt where nothing is said. */
  readonly negative: string
  /** Guidance scale: 1 is the prompt alone (the negative prompt is not even computed), 0 the negative alone. */
  readonly guidance: number
  readonly component?: Component
}

export interface Weighted {
  readonly prompt: string
  /** Read by the pooled path (the time embedding) in place of `prompt`: IF's style transfer. */
  readonly style?: string
  readonly weight: number
}

/** How the parts' estimates become one. `alternate` asks one part a step, in turn. The variance is averaged by `mean` and `sum` alike. */
export type Merge = 'mean' | 'sum' | 'alternate'

export interface Conditioning {
  /** The picture to enlarge, of any size; the stage below's result where absent. */
  readonly picture?: Planes
  /** 0 ≤ L < 1000: how far it is noised, once; 0 trusts it, 250 is IF's default. */
  readonly noiseLevel: number
  /** The schedule that noises it; the plan's own where absent. */
  readonly scheduler?: SchedulerConfig
  /** How often, at every step, x̂0 is brought back to agree with it; 0, as IF does it, where absent. */
  readonly backProjections?: number
}

/**
 * Holds part of x to something known. Both write into `x.data`; noise comes from `random` alone.
 */
export interface Constraint {
  readonly name: string
  /** True where it jumps x about in a way that a sampler's history does not survive. */
  readonly renoises: boolean
  /** Before x at `level` is shown to the network. */
  before?(x: Planes, level: number, random: RandomNormal): void
  /** After a step down from `level` to `next` (−1: clean); `previous` is x before that step. */
  after?(x: Planes, next: number, previous: Planes, random: RandomNormal): void
}

/** The prompts, styles and negatives of some plans, each once: what must be encoded before they run. */
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
