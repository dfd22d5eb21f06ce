import { noiseSchedule } from '#src/pipeline/noise-schedule.ts'
import type { Part, SamplingPlan } from '#src/pipeline/plan.ts'
import type { Sampler } from '#src/pipeline/samplers/registry.ts'
import type { Predict, Text } from '#src/pipeline/predict.ts'
import { schedulerOfIF, type SchedulerConfig } from '#src/pipeline/scheduler.ts'
import { evenTimesteps } from '#src/pipeline/timesteps.ts'
import { identity } from '#src/pipeline/views/identity.ts'

/** One hump of a mixture: weight, mean and standard deviation. */
export interface Hump {
  readonly weight: number
  readonly mean: number
  readonly deviation: number
}

/** IF's schedule with nothing that restrains x̂0 and a variance that needs no network. */
export const openScheduler: SchedulerConfig = {
  ...schedulerOfIF(1.5),
  thresholding: false,
  clipSample: false,
  varianceType: 'fixed_small',
}

/**
 * The network that knows everything: every value is drawn independently from a mixture of Gaussians, and ε is exact:
 * −√(1−ᾱ) times the score of the mixture noised to the row's level.
 */
export function knowing(humps: readonly Hump[], scheduler: SchedulerConfig = openScheduler): Predict {
  const schedule = noiseSchedule(scheduler)
  return async (rows) =>
    rows.map(({ input, timestep }) => {
      const alphaBar = schedule.alphaBar(timestep)
      const noised = humps.map(({ weight, mean, deviation }) => {
        const variance = alphaBar * deviation ** 2 + 1 - alphaBar
        return { mean: Math.sqrt(alphaBar) * mean, variance, factor: weight / Math.sqrt(variance) }
      })
      const data = new Float32Array(input.data.length * 2)
      for (let i = 0; i < input.data.length; i++) {
        const x = input.data[i] ?? 0
        let density = 0
        let slope = 0
        for (const { mean, variance, factor } of noised) {
          const here = factor * Math.exp(-((x - mean) ** 2) / (2 * variance))
          density += here
          slope -= (here * (x - mean)) / variance
        }
        data[i] = -Math.sqrt(1 - alphaBar) * (slope / density)
      }
      return { ...input, channels: 6, data }
    })
}

export const anyText: Text = { key: '', embedding: new Float32Array(1), tokens: 1, width: 1 }
export const anyTexts: ReadonlyMap<string, Text> = new Map([['', anyText]])
export const anyPart: Part = { view: identity, shows: [{ prompt: '', weight: 1 }], negative: '', guidance: 1 }

/** One part, from noise, without guidance. */
export function plainPlan(sampler: Sampler, steps: number, changes: Partial<SamplingPlan> = {}): SamplingPlan {
  return {
    stage: 0,
    size: { height: 64, width: 64 },
    scheduler: openScheduler,
    sampler,
    timesteps: [...evenTimesteps(steps, sampler.name, openScheduler), -1],
    start: { from: 'noise' },
    parts: [anyPart],
    merge: 'mean',
    ...changes,
  }
}
