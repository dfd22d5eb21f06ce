import { UserError } from '#src/errors.ts'
import type { NoiseSchedule } from '../noise-schedule.ts'
import type { RandomNormal } from '../random.ts'
import type { SchedulerConfig } from '../scheduler.ts'
import { ddimSampler } from './ddim.ts'
import { ddpmSampler } from './ddpm.ts'
import { dpmSolverSampler, stochasticDpmSolverSampler } from './dpm-solver.ts'
import { type Demand, demands, type SamplerDescriptor } from './sampler.ts'
import type { Stepper } from './step.ts'

/** All samplers by name, in the order in which they are offered and used as fallbacks. */
const all = {
  ddpm: ddpmSampler,
  ddim: ddimSampler,
  'dpm++': dpmSolverSampler,
  'sde-dpm++': stochasticDpmSolverSampler,
} as const
export type SamplerName = keyof typeof all
export const samplers: Readonly<Record<SamplerName, SamplerDescriptor>> = all

export const samplerNames: readonly SamplerName[] = Object.values(all).map(({ name }) => name)

/** A sampler and, for DDIM, its η. The default 0 is deterministic, 1 is as noisy as DDPM. */
export interface Sampler {
  readonly name: SamplerName
  readonly eta?: number
}

/** The samplers that meet a requirement. The first is the fallback. */
export function samplersFor(demand: Demand | undefined): readonly SamplerName[] {
  return samplerNames.filter((name) => demand === undefined || !samplers[name].cannot.includes(demand))
}

/**
 * Refuses a sampler that does not meet a requirement.
 *
 * @throws UserError `sampler-not-allowed`
 */
export function checkSampler(sampler: SamplerName, demand: Demand | undefined): void {
  const allowed = samplersFor(demand)
  if (demand === undefined || allowed.includes(sampler)) return
  const sentence = `${demands[demand]}; use ${allowed.join(' or ')} instead of ${sampler}.`
  throw new UserError('sampler-not-allowed', sentence, { sampler, allowed })
}

/** Whether a sampler reads the network's variance channels. If not, they need not be taken back from the views. */
export function readsVariance({ name }: Sampler, config: SchedulerConfig): boolean {
  return samplers[name].readsVariance && config.varianceType === 'learned_range'
}

/** Creates a stepper without any history. */
export function stepperOf(
  { name, eta = 0 }: Sampler,
  config: SchedulerConfig,
  schedule: NoiseSchedule,
  random: RandomNormal,
): Stepper {
  return samplers[name].stepper(config, schedule, random, eta)
}
