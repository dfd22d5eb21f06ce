import type { NoiseSchedule } from '../noise-schedule.ts'
import type { RandomNormal } from '../random.ts'
import type { SchedulerConfig } from '../scheduler.ts'
import type { Stepper } from './step.ts'

/**
 * What a plan may demand of its sampler, each with the first half of the sentence that refuses the samplers which
 * cannot do it.
 */
export const demands = {
  /** The timesteps go up again, where a history of the step before means nothing. */
  climbing: 'RePaint goes up and down the noise levels',
  /** Every step asks another part: again, a history means nothing. */
  alternating: 'Alternating readings change the estimate from step to step',
  /** A constraint noises x anew at every step, as only ancestral sampling does. */
  renoising: 'A pinned picture is noised anew at every step',
  /** The steps are those that are being shown. */
  ancestral: 'The denoising study follows the ancestral sampler',
} as const satisfies Readonly<Record<string, string>>
export type Demand = keyof typeof demands

/** A method to get from one noise level to the next. */
export interface SamplerDescriptor {
  /** As a request names it. */
  readonly name: string
  /** Steps for the same quality, by rule of thumb, relative to the other samplers. */
  readonly effort: number
  /** Whether its even steps are those of DPM-Solver++ (`evenTimesteps`). */
  readonly solver: boolean
  /** Whether it reads the network's variance channels where they are learned. */
  readonly readsVariance: boolean
  readonly cannot: readonly Demand[]
  /** @param eta read by DDIM alone */
  stepper(config: SchedulerConfig, schedule: NoiseSchedule, random: RandomNormal, eta: number): Stepper
}
