import { describe, expect, it } from 'vitest'
import { noiseSchedule } from '#src/pipeline/noise-schedule.ts'
import { toEpsilon } from '#src/pipeline/prediction.ts'
import { torchNormal } from '#src/pipeline/random.ts'
import { createArrayPool } from '#src/pipeline/array-pool.ts'
import { createWorkspace } from '#src/pipeline/workspace.ts'
import { stepperOf } from '#src/pipeline/samplers/registry.ts'
import { schedulerOfIF, type SchedulerConfig } from '#src/pipeline/scheduler.ts'
import type { ScheduleName } from '#src/pipeline/named-schedules.ts'
import { timestepsOf } from '#src/pipeline/timesteps.ts'
import type { SamplerName } from '#src/pipeline/samplers/registry.ts'
import { distance, golden, numbers, type GoldenArray } from '../golden.ts'

interface Walk {
  readonly sampler: SamplerName
  readonly eta?: number
  readonly seed: number
  readonly steps: number | ScheduleName
  readonly linear?: boolean
  readonly beta_schedule?: SchedulerConfig['betaSchedule']
  readonly beta_start?: number
  readonly beta_end?: number
  readonly prediction_type?: SchedulerConfig['predictionType']
  readonly variance_type?: SchedulerConfig['varianceType']
  readonly timestep_spacing?: 'leading' | 'linspace' | 'trailing'
  readonly thresholding?: boolean
  readonly clip_sample?: boolean
  readonly sample_max_value?: number
  readonly timesteps: readonly number[]
  /** Which of the walk's pictures are kept in `xs`. */
  readonly kept: readonly number[]
  readonly xs: GoldenArray
  readonly estimate?: GoldenArray
}

const { shape, cases } = golden('schedulers') as { shape: number[]; cases: Walk[] }
const count = shape.reduce((a, b) => a * b, 1)

function configOf(walk: Walk): SchedulerConfig {
  const linear = walk.linear ?? false
  return {
    ...schedulerOfIF(walk.sample_max_value ?? 1.5),
    betaSchedule: walk.beta_schedule ?? (linear ? 'linear' : 'squaredcos_cap_v2'),
    betaStart: walk.beta_start ?? 0.0001,
    betaEnd: walk.beta_end ?? 0.02,
    predictionType: walk.prediction_type ?? 'epsilon',
    varianceType: walk.variance_type ?? 'fixed_small',
    thresholding: walk.thresholding ?? !linear,
    clipSample: walk.clip_sample ?? true,
    lambdaMinClipped: linear ? -Infinity : -5.1,
    ...(walk.timestep_spacing === undefined ? {} : { timestepSpacing: walk.timestep_spacing }),
  }
}

/** The made-up network of models/train/reference/schedulers.py. */
function network(x: Float32Array, t: number) {
  return {
    prediction: x.map((value) => 1.2 * Math.sin(1.3 * value + 0.002 * t) + 0.3 * value),
    variance: x.map((value) => Math.cos(2 * value + 0.01 * t)),
  }
}

describe('samplers take the same steps as diffusers’ schedulers', () => {
  it.each(cases)('$sampler, $steps steps, case $seed', (walk) => {
    const config = configOf(walk)
    const schedule = noiseSchedule(config)
    const timesteps = timestepsOf(walk.steps, walk.sampler, config)
    expect(timesteps).toEqual(walk.timesteps)

    const random = torchNormal(walk.seed)
    const sampler = walk.sampler === 'ddim' ? { name: walk.sampler, eta: walk.eta ?? 0 } : { name: walk.sampler }
    const step = stepperOf(sampler, config, schedule, random)
    const workspace = createWorkspace(createArrayPool())
    let x = random(count)
    let estimate = x
    const xs = [x]
    for (const [i, from] of timesteps.entries()) {
      const { prediction, variance } = network(x, from)
      const epsilon = toEpsilon(prediction, x, schedule.alphaBar(from), config.predictionType)
      const into = { x: new Float32Array(count), estimate: new Float32Array(count) }
      const to = timesteps[i + 1] ?? -1
      const next = step({ x, epsilon, variance, from, to, refine: undefined, workspace, into })
      workspace.release()
      x = next.x
      estimate = next.estimate
      xs.push(x)
    }
    const kept = walk.kept.flatMap((index) => [...(xs[index] ?? [])])
    // Schedules that start at level 999 divide by √ᾱ = 5e-5, which float32 feels.
    expect(distance(kept, numbers(walk.xs))).toBeLessThanOrEqual(2e-4)
    if (walk.estimate !== undefined) expect(distance(estimate, numbers(walk.estimate))).toBeLessThanOrEqual(1e-4)
  })
})
