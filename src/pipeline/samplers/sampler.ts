import type { NoiseSchedule } from '../noise-schedule.ts'
import type { Sampler } from '../plan.ts'
import type { RandomNormal } from '../random.ts'
import type { SchedulerConfig } from '../scheduler.ts'
import { ddim } from './ddim.ts'
import { ddpm } from './ddpm.ts'
import { dpmSolver } from './dpm-solver.ts'
import type { Stepper } from './step.ts'

/** Whether a sampler reads the network's variance channels; else nothing needs to take them back from a view. */
export function readsVariance(sampler: Sampler, config: SchedulerConfig): boolean {
  return sampler.name === 'ddpm' && config.varianceType === 'learned_range'
}

/** The stepper of a sampler, with no history yet. */
export function stepperOf(
  sampler: Sampler,
  config: SchedulerConfig,
  schedule: NoiseSchedule,
  random: RandomNormal,
): Stepper {
  if (sampler.name === 'ddpm') return ddpm(config, schedule, random)
  if (sampler.name === 'ddim') return ddim(config, schedule, random, sampler.eta)
  return dpmSolver(config, schedule, sampler.name === 'sde-dpm++' ? random : undefined)
}
