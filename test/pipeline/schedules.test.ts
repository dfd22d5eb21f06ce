import { describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { noiseSchedule } from '#src/pipeline/noise-schedule.ts'
import { schedulerOf, schedulerOfIF } from '#src/pipeline/scheduler.ts'
import type { ScheduleName } from '#src/pipeline/named-schedules.ts'
import { evenTimesteps, sectionTimesteps, timestepsOf } from '#src/pipeline/timesteps.ts'
import { ddpmCoefficients } from '#src/pipeline/samplers/ddpm.ts'
import { createArrayPool } from '#src/pipeline/array-pool.ts'
import { dynamicThreshold } from '#src/pipeline/threshold.ts'
import { createWorkspace } from '#src/pipeline/workspace.ts'
import { torchNormal } from '#src/pipeline/random.ts'
import { distance, golden, numbers, type GoldenArray } from './golden.ts'

interface Alphas {
  readonly cosine: GoldenArray
  readonly linear: GoldenArray
  readonly scaled_linear: GoldenArray
  readonly lists: Readonly<Record<ScheduleName, readonly number[]>>
}

const alphas = golden('alphas') as Alphas
const scheduler = schedulerOfIF(1.5)

describe('noiseSchedule', () => {
  it.each([
    ['squaredcos_cap_v2', alphas.cosine, 0.0001, 0.02],
    ['linear', alphas.linear, 0.0001, 0.02],
    ['scaled_linear', alphas.scaled_linear, 0.00085, 0.012],
  ] as const)('%s equals that of diffusers', (betaSchedule, expected, betaStart, betaEnd) => {
    const schedule = noiseSchedule({ ...scheduler, betaSchedule, betaStart, betaEnd })
    const alphaBars = Float32Array.from({ length: 1000 }, (_, t) => schedule.alphaBar(t))
    const relative = alphaBars.map((alphaBar, t) => alphaBar / (numbers(expected)[t] ?? 0) - 1)
    expect(distance(relative, new Float32Array(1000))).toBeLessThanOrEqual(2e-6)
  })

  it.each([
    [0, 0.99995872],
    [100, 0.97157568],
    [250, 0.84588799],
    [500, 0.49228517],
    [690, 0.21452302],
    [960, 0.00368961],
    [990, 0.00019672],
  ])('has ᾱ of level %i', (level, alphaBar) => {
    expect(noiseSchedule(scheduler).alphaBar(level)).toBeCloseTo(alphaBar, 6)
  })

  it('is 1 at the clean picture and refuses unknown levels', () => {
    const schedule = noiseSchedule(scheduler)
    expect(schedule.alphaBar(-1)).toBe(1)
    expect(() => schedule.alphaBar(1000)).toThrow(RangeError)
  })

  it('gives the coefficients of an ancestral step', () => {
    const step = ddpmCoefficients(noiseSchedule(scheduler), 690, 660)
    expect(step.alpha).toBeCloseTo(0.84424971, 6)
    expect(step.beta).toBeCloseTo(0.15575029, 6)
    expect(step.ofEstimate).toBeCloseTo(0.09995325, 6)
    expect(step.ofX).toBeCloseTo(0.87253564, 6)
    expect(step.lowest).toBeCloseTo(-1.91119952, 5)
    expect(step.highest).toBeCloseTo(-1.85950123, 5)
  })
})

describe('timesteps', () => {
  it.each(Object.entries(alphas.lists))('%s is the list of diffusers', (name, list) => {
    expect(timestepsOf(name as ScheduleName, 'ddpm', scheduler)).toEqual(list)
  })

  it('spreads steps evenly, leading for DDPM', () => {
    expect(evenTimesteps(50, 'ddpm', scheduler).slice(0, 3)).toEqual([980, 960, 940])
    expect(evenTimesteps(30, 'ddpm', scheduler).slice(0, 3)).toEqual([957, 924, 891])
    expect(evenTimesteps(27, 'ddpm', scheduler)[0]).toBe(962)
    expect(evenTimesteps(34, 'ddim', scheduler).at(-1)).toBe(0)
  })

  it('spreads steps for DPM-Solver++ over the levels with enough signal', () => {
    expect(evenTimesteps(10, 'dpm++', scheduler)).toEqual([995, 896, 796, 696, 597, 498, 398, 298, 199, 100])
    expect(evenTimesteps(25, 'dpm++', scheduler)).toEqual([
      995, 955, 915, 876, 836, 796, 756, 716, 677, 637, 597, 557, 517, 478, 438, 398, 358, 318, 279, 239, 199, 159, 119,
      80, 40,
    ])
  })

  it('spreads steps for DPM-Solver++ as the file says, if it says so', () => {
    expect(evenTimesteps(10, 'dpm++', { ...scheduler, timestepSpacing: 'leading' })).toEqual([
      900, 810, 720, 630, 540, 450, 360, 270, 180, 90,
    ])
  })

  it('accepts custom sections', () => {
    expect(sectionTimesteps([3, 2], 10)).toEqual([9, 5, 4, 2, 0])
    expect(sectionTimesteps([10, 10, 10, 10, 10, 0, 0, 0, 0, 0], 1000)[0]).toBe(499)
    expect(() => sectionTimesteps([600, 1], 1000)).toThrow(UserError)
  })

  it('accepts a custom list that decreases to 0', () => {
    expect(timestepsOf({ timesteps: [900, 300, 0] }, 'ddpm', scheduler)).toEqual([900, 300, 0])
    for (const timesteps of [[900, 300], [300, 900, 0], [1000, 0], [10, 10, 0], [2.5, 0], []]) {
      expect(() => timestepsOf({ timesteps }, 'ddpm', scheduler)).toThrow(UserError)
    }
  })

  it('refuses more steps than there are levels', () => {
    expect(evenTimesteps(1000, 'ddpm', scheduler)).toHaveLength(1000)
    expect(() => evenTimesteps(1001, 'ddpm', scheduler)).toThrow(UserError)
    expect(() => evenTimesteps(996, 'dpm++', scheduler)).toThrow(UserError)
  })
})

describe('schedulerOf', () => {
  const file = {
    num_train_timesteps: 1000,
    beta_start: 0.0001,
    beta_end: 0.02,
    beta_schedule: 'squaredcos_cap_v2',
    prediction_type: 'epsilon',
    variance_type: 'learned_range',
    clip_sample: true,
    clip_sample_range: 1,
    thresholding: true,
    dynamic_thresholding_ratio: 0.95,
    sample_max_value: 1.5,
    timestep_spacing: 'leading',
    steps_offset: 0,
  } as const

  it('reads IF’s scheduler file', () => {
    expect(schedulerOf(file)).toEqual({ ...scheduler, timestepSpacing: 'leading' })
  })

  it('leaves the spacing to the sampler if the file does not say', () => {
    const { timestep_spacing: _spacing, ...silent } = file
    expect(schedulerOf(silent)).toEqual(scheduler)
  })

  it('clips only a cosine schedule if the file does not say', () => {
    expect(schedulerOf({ ...file, beta_schedule: 'linear' }).lambdaMinClipped).toBe(-Infinity)
    expect(schedulerOf({ ...file, lambda_min_clipped: '-Infinity' }).lambdaMinClipped).toBe(-Infinity)
  })

  it('refuses an unknown variance type', () => {
    expect(() => schedulerOf({ ...file, variance_type: 'learned' })).toThrow(UserError)
    expect(schedulerOf({ ...file, variance_type: null }).varianceType).toBe('fixed_small')
  })
})

interface Quantile {
  readonly seed: number
  readonly scale: number
  readonly count: number
  readonly ratio: number
  readonly max: number
  readonly threshold: number
}

describe('dynamicThreshold', () => {
  const workspace = createWorkspace(createArrayPool())

  it.each(golden('quantiles') as readonly Quantile[])(
    'of $count values at scale $scale equals torch.quantile',
    ({ seed, scale, count, ratio, max, threshold }) => {
      const values = torchNormal(seed)(count).map((value) => value * scale)
      expect(dynamicThreshold(values, ratio, max, workspace)).toBeCloseTo(threshold, 5)
    },
  )

  it('is 1 without a search if it may not exceed 1', () => {
    expect(dynamicThreshold(Float32Array.of(5, 6, 7), 0.95, 1, workspace)).toBe(1)
  })
})
