import { type ArrayPool, createArrayPool } from './array-pool.ts'
import type { Scorer } from './balance.ts'
import { pictureSeed } from './picture-seed.ts'
import type { Planes, Size } from './planes.ts'
import type { SamplingPlan } from './plan.ts'
import type { Predict, Text } from './predict.ts'
import { torchNormal } from './random.ts'
import { resize } from './resize.ts'
import { sample, stepsOf, type StepEvent } from './sample.ts'
import type { SchedulerConfig } from './scheduler.ts'

/** What a mode must know about a stage of a model to plan for it. */
export interface StageDescription {
  /** The size in pixels that the stage was trained at: 64 × 64 or 256 × 256. */
  readonly size: Size
  /** Height and width must be multiples of this. Default: 8. */
  readonly multiple?: number
  /** 3 at stage I, 6 at a super-resolution stage. */
  readonly inChannels: number
  readonly scheduler: SchedulerConfig
  /** The schedule that noises the conditioning picture (`image_noising_scheduler`). Default: `scheduler`. */
  readonly imageNoising?: SchedulerConfig
}

/** A stage that can be run. */
export interface Stage extends StageDescription {
  readonly predict: Predict
}

/** What a mode makes of a request: one plan for each stage of a picture, and how many pictures are drawn. */
export interface CascadePlan {
  /** In the order in which they run. A plan with conditioning enlarges the result of the plan before it. */
  readonly plans: readonly SamplingPlan[]
  /** Picture i of `count` starts from the seed `seed + i`. */
  readonly seed: number
  readonly count: number
  /** The size of finished pictures, where the network can only draw a neighbouring one. Default: that of the last plan. */
  readonly shape?: Size
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
  /** `planes` is the result of the last stage in the plan's shape, `stages` the result of each; all [3, H, W], about [-1, 1], not clamped. */
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
  /** Needed by plans with the merge `balanced`. */
  readonly scorer?: Scorer
  /** `picture` finishes one picture before the next. `stage` draws stage I of all pictures first, so that its network can be freed. Default: `picture`. */
  readonly order?: 'picture' | 'stage'
  /** Where the arrays of the loop come from. Default: one pool for these pictures. */
  readonly pool?: ArrayPool
}

/**
 * Draws the pictures of a plan, stage after stage. It can be aborted between steps.
 *
 * All stages of a picture share one random generator, like a generator that is passed to one pipeline of diffusers after another.
 *
 * @throws UserError as `sample`; the signal's reason where it is aborted
 */
export async function* cascade(
  { plans, seed, count, shape }: CascadePlan,
  stages: readonly Stage[],
  { texts, signal, scorer, order = 'picture', pool = createArrayPool() }: CascadeOptions,
): AsyncGenerator<CascadeEvent, void, void> {
  const shared = { texts, pool, ...(signal && { signal }), ...(scorer && { scorer }) }
  const pictures = Array.from({ length: count }, (_, picture) => {
    const own = pictureSeed(seed, picture)
    return { picture, seed: own, random: torchNormal(own), drawn: [] as Planes[] }
  })
  const jobs =
    order === 'picture'
      ? pictures.flatMap((job) => plans.map((plan, index) => ({ job, plan, index })))
      : plans.flatMap((plan, index) => pictures.map((job) => ({ job, plan, index })))

  for (const { job, plan, index } of jobs) {
    const { picture, random, drawn } = job
    const predict = stages[plan.stage]?.predict
    if (predict === undefined) throw new RangeError(`The model has no stage ${plan.stage}.`)
    const { stage, size } = plan
    yield { type: 'stage-started', picture, seed: job.seed, stage, steps: stepsOf(plan.timesteps), size }
    const below = drawn.at(-1)
    const steps = sample(plan, predict, { ...shared, random, ...(below && { below }) })
    let result = await steps.next()
    while (result.done !== true) {
      yield { type: 'step', picture, stage, step: result.value }
      result = await steps.next()
    }
    drawn.push(result.value)
    yield { type: 'stage-finished', picture, stage, planes: result.value }
    if (index === plans.length - 1) {
      const planes = shape === undefined ? result.value : resize(result.value, shape)
      yield { type: 'picture-finished', picture, seed: job.seed, planes, stages: drawn }
    }
  }
}
