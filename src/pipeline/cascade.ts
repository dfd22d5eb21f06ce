import type { Planes, Size } from './planes.ts'
import type { SamplingPlan } from './plan.ts'
import type { Predict, Text } from './predict.ts'
import type { StepEvent } from './sample.ts'
import type { SchedulerConfig } from './scheduler.ts'

/** What a mode must know of one stage of a model to plan for it. */
export interface StageDescription {
  /** The size that the stage was trained at: 64 × 64, 256 × 256. */
  readonly size: Size
  /** 3 at stage I; 6 at a super-resolution stage. */
  readonly inChannels: number
  readonly scheduler: SchedulerConfig
  /** The schedule that noises the conditioning picture (`image_noising_scheduler`); `scheduler` where absent. */
  readonly imageNoising?: SchedulerConfig
}

/** A stage that can be run. */
export interface Stage extends StageDescription {
  readonly predict: Predict
}

/** What a mode makes of a request: the plans of one picture's stages, and which pictures are drawn. */
export interface CascadePlan {
  /** In the order they run; each is conditioned on the one before where its plan says so. */
  readonly plans: readonly SamplingPlan[]
  /** Picture i of `count` starts from the seed `seed + i`. */
  readonly seed: number
  readonly count: number
}

export type CascadeEvent =
  | {
      readonly type: 'stage-started'
      readonly picture: number
      readonly seed: number
      readonly stage: number
      readonly steps: number
      readonly size: Size
    }
  | { readonly type: 'step'; readonly picture: number; readonly stage: number; readonly step: StepEvent }
  | { readonly type: 'stage-finished'; readonly picture: number; readonly stage: number; readonly planes: Planes }
  /** `planes` is what the last stage drew, `stages` what each drew; all [3, H, W], about [-1, 1] and not clamped. */
  | {
      readonly type: 'picture-finished'
      readonly picture: number
      readonly seed: number
      readonly planes: Planes
      readonly stages: readonly Planes[]
    }

export interface CascadeOptions {
  readonly texts: ReadonlyMap<string, Text>
  readonly signal?: AbortSignal
  /** `picture`: finish one picture before the next. `stage`: draw stage I of all first, so that its model may be freed. */
  readonly order?: 'picture' | 'stage'
}

/** Draws the pictures of a cascade, stage after stage; abortable between steps. */
export declare function cascade(
  plan: CascadePlan,
  stages: readonly Stage[],
  options: CascadeOptions,
): AsyncGenerator<CascadeEvent, void, void>
