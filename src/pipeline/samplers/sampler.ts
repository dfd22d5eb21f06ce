import type { NoiseSchedule } from '../noise-schedule.ts'
import type { RandomNormal } from '../random.ts'
import type { SchedulerConfig } from '../scheduler.ts'
import type { Stepper } from './step.ts'

/**
 * The requirements that a plan may have for its sampler. Each comes with the first half of the sentence that refuses
 * samplers that do not meet it.
 */
export const demands = {
  /** The timesteps climb again, which makes a history of the previous step meaningless. */
  climbing: 'RePaint goes up and down the noise levels',
  /** Every step uses another part, which also makes a history meaningless. */
  alternating: 'Alternating readings change the estimate from step to step',
  /** A constraint adds fresh noise to x at every step, as only ancestral sampling does. */
  renoising: 'A pinned picture is noised again at every step',
  /** The steps themselves are what the study shows. */
  ancestral: 'The denoising study follows the ancestral sampler',
} as const satisfies Readonly<Record<string, string>>
export type Demand = keyof typeof demands

/** A method of getting from one noise level to the next. */
export interface SamplerDescriptor {
  /** The name that requests use. */
  readonly name: string
  /** The number of steps for the same quality, relative to the other samplers (a rule of thumb). */
  readonly effort: number
  /** Whether it spaces even steps like DPM-Solver++ (`evenTimesteps`). */
  readonly solver: boolean
  /** Whether it reads the network's variance channels if the model has learned them. */
  readonly readsVariance: boolean
  readonly cannot: readonly Demand[]
  /** @param eta only used by DDIM */
  stepper(config: SchedulerConfig, schedule: NoiseSchedule, random: RandomNormal, eta: number): Stepper
}
