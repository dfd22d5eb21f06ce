import { UserError } from '#src/errors.ts'
import { type ArrayPool, createArrayPool } from './array-pool.ts'
import { backProjection, type Refine } from './back-projection.ts'
import { balancedWeights, balancerOf, type Scorer } from './balance.ts'
import { checkPlan } from './compatibility.ts'
import { noised, renoised } from './forward.ts'
import { merged } from './merge.ts'
import { noiseSchedule, type NoiseSchedule } from './noise-schedule.ts'
import type { Part, SamplingPlan } from './plan.ts'
import { composed, type Planes } from './planes.ts'
import type { Predict, Text } from './predict.ts'
import type { RandomNormal } from './random.ts'
import { enlarge } from './resize.ts'
import { stepBatch } from './rows.ts'
import { tiled } from './tiles.ts'
import { stepperOf } from './samplers/registry.ts'
import { createWorkspace } from './workspace.ts'

/** A finished step. Its planes are valid until the next step is asked for: copy what you keep, and write to none of them. */
export interface StepEvent {
  /** 0 … total − 1. A step is one call of the network. RePaint's climbs in between do not count. */
  readonly index: number
  readonly total: number
  /** The level that the step started from, and the lower level that it reached (−1: the clean picture). */
  readonly timestep: number
  readonly next: number
  /** x at `timestep`, which the network saw, and x at `next`; both [3, H, W]. */
  readonly seen: Planes
  readonly x: Planes
  /** x̂0, the step's estimate of the clean picture, [3, H, W], after thresholding and back-projection. */
  readonly estimate: Planes
}

export interface SampleOptions {
  /** The encoded prompts of the plan, by prompt. They must include everything that `promptsOf` lists. */
  readonly texts: ReadonlyMap<string, Text>
  /** The only source of noise. Stages that share one continue its stream, as in diffusers. */
  readonly random: RandomNormal
  /** The result of the stage below, [3, h, w] in [-1, 1], for a super-resolution plan without a picture of its own. */
  readonly below?: Planes
  /** Needed by plans with the merge `balanced`. */
  readonly scorer?: Scorer
  /** Aborting ends the loop before the next step with the signal's reason. */
  readonly signal?: AbortSignal
  /** Where the arrays of the loop come from. Share one among the pictures of a process. Default: a pool of its own. */
  readonly pool?: ArrayPool
}

/**
 * The one sampling loop. It follows a plan from its first timestep to its last and yields every step.
 *
 * Noise is drawn in diffusers' order: for the start, for the conditioning, then for each step.
 *
 * @returns the picture at the last level, [3, H, W], about [-1, 1], not clamped
 * @throws UserError where sampler and plan do not go together (see `checkPlan`), and `not-finite` where the network's numbers are not finite
 */
export async function* sample(
  plan: SamplingPlan,
  predict: Predict,
  { texts, random, below, scorer, signal, pool = createArrayPool() }: SampleOptions,
): AsyncGenerator<StepEvent, Planes, void> {
  checkPlan(plan)
  const { timesteps, constraint, scheduler, tiling, merge, rectify = false } = plan
  const balancing = merge === 'balanced' ? balancerOf(scorer) : undefined
  const predictAll = tiling === undefined ? predict : tiled(predict, tiling)
  const schedule = noiseSchedule(scheduler)
  const step = stepperOf(plan.sampler, scheduler, schedule, random)
  const textOf = (prompt: string) => {
    const text = texts.get(prompt)
    if (text === undefined) throw new Error(`The prompt "${prompt}" is not among the encoded texts.`)
    return text
  }

  let x = startOf(plan, schedule, random, below)
  const conditioned = conditioningOf(plan, schedule, random, below, pool)
  const refine = refinementOf(plan, below)
  const total = stepsOf(timesteps)
  const workspace = createWorkspace(pool)
  // These arrays take turns, since a step reads the x and the estimate that the step before wrote.
  const count = x.data.length
  let spare = conditioned?.spare ?? pool.borrow(count)
  let [estimate, older] = [pool.borrow(count), pool.borrow(count)]

  for (let i = 1, index = 0; i < timesteps.length; i++) {
    signal?.throwIfAborted()
    const from = timesteps[i - 1] ?? -1
    const to = timesteps[i] ?? -1
    if (to > from) {
      const lower = x.data
      x = renoised(x, from, to, schedule, random, spare)
      spare = lower
      continue
    }
    constraint?.before?.(x, from, random)
    conditioned?.input.data.set(x.data)
    const parts = partsOf(plan, index)
    const batch = stepBatch(plan, parts, x, conditioned?.input ?? x, from, schedule.alphaBar(from), textOf, workspace)
    const answers = await predictAll(batch.rows, signal)
    const shown = balancing?.readsNoise === false ? (index === 0 ? undefined : { ...x, data: older }) : x
    const weights = balancing && (await balancedWeights(balancing, parts, shown, signal))
    const merging = { merge, rectify, ...(weights && { weights }) }
    const { epsilon, variance } = merged(batch.estimates(answers), merging, x, workspace)
    const seen = x
    x = { ...seen, data: spare }
    step({ x: seen.data, epsilon, variance, from, to, refine, workspace, into: { x: x.data, estimate } })
    workspace.release()
    checkFinite(estimate, i === timesteps.length - 1 ? 1 : 16)
    constraint?.after?.(x, to, seen, random)
    yield { index, total, timestep: from, next: to, seen, x, estimate: { ...x, data: estimate } }
    spare = seen.data
    ;[estimate, older] = [older, estimate]
    index++
  }
  // Arrays are given back only at the end: a caller that stops early may still read its last step.
  pool.giveBack(spare, estimate, older)
  if (conditioned !== undefined) pool.giveBack(conditioned.input.data)
  return x
}

/** The number of steps down in a timestep sequence, which is how often it calls the network. */
export function stepsOf(timesteps: readonly number[]): number {
  return timesteps.filter((level, i) => i > 0 && level < (timesteps[i - 1] ?? level)).length
}

/** The parts that a step uses: all of them, or each in turn. */
function partsOf({ parts, merge }: SamplingPlan, index: number): readonly Part[] {
  if (merge !== 'alternate') return parts
  return parts.slice(index % parts.length).slice(0, 1)
}

function startOf(
  { start, size, timesteps }: SamplingPlan,
  schedule: NoiseSchedule,
  random: RandomNormal,
  below: Planes | undefined,
): Planes {
  const first = timesteps[0] ?? -1
  if (start.from === 'noise') return { data: random(3 * size.height * size.width), channels: 3, ...size }
  if (start.from === 'below') return noised(enlarge(drawnBelow(below), size), first, schedule, random)
  const { picture, where, level = first } = start
  if (picture.height !== size.height || picture.width !== size.width || picture.channels !== 3) {
    throw new RangeError(`Expected a start of [3, ${size.height}, ${size.width}].`)
  }
  const x = noised(picture, level, schedule, random)
  return where === undefined ? x : composed(picture, x, where)
}

interface Conditioned {
  /** [6, H, W]: room for x, then the picture to enlarge, resized and noised once. */
  readonly input: Planes
  /** An array of x's length that was used on the way and is free now. */
  readonly spare: Float32Array
}

/** The conditioning of a super-resolution stage. Its noise is drawn after the start's. */
function conditioningOf(
  { conditioning, size, scheduler }: SamplingPlan,
  schedule: NoiseSchedule,
  random: RandomNormal,
  below: Planes | undefined,
  pool: ArrayPool,
): Conditioned | undefined {
  if (conditioning === undefined) return undefined
  const own = conditioning.scheduler
  const noising = own === undefined || own === scheduler ? schedule : noiseSchedule(own)
  const count = 3 * size.height * size.width
  const enlarged = enlarge(conditioning.picture ?? drawnBelow(below), size, pool.borrow(count))
  const input = { ...enlarged, channels: 6, data: pool.borrow(2 * count) }
  noised(enlarged, conditioning.noiseLevel, noising, random, input.data.subarray(count))
  return { input, spare: enlarged.data }
}

function refinementOf({ conditioning, size }: SamplingPlan, below: Planes | undefined): Refine | undefined {
  const times = conditioning?.backProjections ?? 0
  if (times === 0) return undefined
  return backProjection(conditioning?.picture ?? drawnBelow(below), size, times)
}

function drawnBelow(below: Planes | undefined): Planes {
  if (below === undefined) throw new RangeError('Expected the picture that the stage below drew.')
  return below
}

/**
 * Checks every `stride`-th value. A value that is not finite spreads over the whole picture at the network's next call, through
 * its group norms, so a few values suffice. At the last step every value must be checked.
 */
function checkFinite(estimate: Float32Array, stride: number): void {
  let sum = 0
  for (let i = 0; i < estimate.length; i += stride) sum += estimate[i] ?? 0
  if (Number.isFinite(sum)) return
  throw new UserError(
    'not-finite',
    'The network answered with numbers that are not finite: check the weights, or draw on another device.',
  )
}
