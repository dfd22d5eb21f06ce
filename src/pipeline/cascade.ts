import { type ArrayPool, createArrayPool } from './array-pool.ts'
import type { Scorer } from './balance.ts'
import { pictureSeed } from './picture-seed.ts'
import type { Planes, Size } from './planes.ts'
import type { SamplingPlan } from './plan.ts'
import type { Predict, Text } from './predict.ts'
import { type RandomNormal, torchNormal } from './random.ts'
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
  /** How many pictures the first plan draws, with the seeds from `seed` on, for the one that goes on. Only where `count` is 1. Default: 1. */
  readonly candidates?: number
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
  | {
      readonly type: 'step'
      readonly picture: number
      /** Which of the candidates this is, from 0. Absent where there is no choice, or no longer. */
      readonly candidate?: number
      readonly stage: number
      readonly step: StepEvent
    }
  | { readonly type: 'stage-finished'; readonly picture: number; readonly stage: number; readonly planes: Planes }
  /** `planes` is the result of the last stage in the plan's shape, `stages` the result of each; all [3, H, W], about [-1, 1], not clamped. */
  | {
      readonly type: 'chosen'
      readonly picture: number
      readonly chosen: number
      readonly candidates: readonly Candidate[]
    }
  | {
      readonly type: 'picture-finished'
      readonly picture: number
      readonly seed: number
      readonly planes: Planes
      readonly stages: readonly Planes[]
    }

/** A picture of the first plan among which one is chosen. */
export interface Candidate {
  readonly seed: number
  /** [3, H, W], about [-1, 1], not clamped. */
  readonly planes: Planes
}

export interface CascadeOptions {
  readonly texts: ReadonlyMap<string, Text>
  readonly signal?: AbortSignal
  /** Needed by plans with the merge `balanced`. */
  readonly scorer?: Scorer
  /** Says which candidate goes on. Needed by plans with candidates. */
  readonly choose?: (candidates: readonly Candidate[]) => Promise<number>
  /** `picture` finishes one picture before the next. `stage` draws stage I of all pictures first, so that its network can be freed. Default: `picture`. */
  readonly order?: 'picture' | 'stage'
  /** Where the arrays of the loop come from. Default: one pool for these pictures. */
  readonly pool?: ArrayPool
}

/** A picture on its way through the stages. */
interface Job {
  readonly picture: number
  readonly seed: number
  readonly random: RandomNormal
  /** The results of the stages so far. */
  readonly drawn: Planes[]
}

type Running = Pick<CascadeOptions, 'texts' | 'signal' | 'scorer'> & {
  readonly stages: readonly Stage[]
  readonly pool: ArrayPool
}

/**
 * Draws the pictures of a plan, stage after stage. It can be aborted between steps.
 *
 * All stages of a picture share one random generator, like a generator that is passed to one pipeline of diffusers after another. A
 * candidate that is chosen goes on with its own, so it becomes the picture that its seed alone would have become.
 *
 * @throws UserError as `sample`; the signal's reason where it is aborted
 */
export async function* cascade(
  { plans, seed, count, candidates = 1, shape }: CascadePlan,
  stages: readonly Stage[],
  { texts, signal, scorer, choose, order = 'picture', pool = createArrayPool() }: CascadeOptions,
): AsyncGenerator<CascadeEvent, void, void> {
  const running = { stages, texts, pool, ...(signal && { signal }), ...(scorer && { scorer }) }
  const jobs = Array.from({ length: count * candidates }, (_, index) =>
    jobOf(seed, index, Math.floor(index / candidates)),
  )
  const [first] = plans
  const isChosen = candidates > 1 && first !== undefined
  const going = isChosen ? [yield* best(first, jobs, running, choose)] : jobs
  const runs = plans.slice(isChosen ? 1 : 0)
  const turns =
    order === 'picture'
      ? going.flatMap((job) => runs.map((plan) => ({ job, plan })))
      : runs.flatMap((plan) => going.map((job) => ({ job, plan })))
  if (runs.length === 0) for (const job of going) yield finished(job, shape)
  for (const { job, plan } of turns) {
    yield* run(plan, job, running)
    if (plan === runs.at(-1)) yield finished(job, shape)
  }
}

function jobOf(seed: number, index: number, picture: number): Job {
  const own = pictureSeed(seed, index)
  return { picture, seed: own, random: torchNormal(own), drawn: [] }
}

/** Draws all candidates with the first plan and returns the one that is chosen. */
async function* best(
  plan: SamplingPlan,
  jobs: readonly Job[],
  running: Running,
  choose: CascadeOptions['choose'],
): AsyncGenerator<CascadeEvent, Job, void> {
  for (const [candidate, job] of jobs.entries()) yield* run(plan, job, running, candidate)
  const candidates = jobs.flatMap(({ seed, drawn }) => drawn.map((planes) => ({ seed, planes })))
  const chosen = (await choose?.(candidates)) ?? 0
  const job = jobs[chosen]
  if (job === undefined) throw new RangeError(`There is no candidate ${chosen}.`)
  yield { type: 'chosen', picture: job.picture, chosen, candidates }
  return job
}

/** Runs one stage of one picture. */
async function* run(
  plan: SamplingPlan,
  { picture, seed, random, drawn }: Job,
  { stages, ...shared }: Running,
  candidate?: number,
): AsyncGenerator<CascadeEvent, void, void> {
  const predict = stages[plan.stage]?.predict
  if (predict === undefined) throw new RangeError(`The model has no stage ${plan.stage}.`)
  const { stage, size } = plan
  yield { type: 'stage-started', picture, seed, stage, steps: stepsOf(plan.timesteps), size }
  const below = drawn.at(-1)
  const steps = sample(plan, predict, { ...shared, random, ...(below && { below }) })
  let result = await steps.next()
  while (result.done !== true) {
    yield { type: 'step', picture, ...(candidate !== undefined && { candidate }), stage, step: result.value }
    result = await steps.next()
  }
  drawn.push(result.value)
  yield { type: 'stage-finished', picture, stage, planes: result.value }
}

function finished({ picture, seed, drawn }: Job, shape: Size | undefined): CascadeEvent {
  const last = drawn.at(-1)
  if (last === undefined) throw new RangeError('A plan has at least one stage.')
  return {
    type: 'picture-finished',
    picture,
    seed,
    planes: shape === undefined ? last : resize(last, shape),
    stages: drawn,
  }
}
