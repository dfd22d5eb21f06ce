import { UserError } from '#src/errors.ts'
import type { Steps } from '#src/requests/sampling.ts'
import { noiseSchedule } from './noise-schedule.ts'
import { namedSchedules } from './named-schedules.ts'
import { type SamplerName, samplers } from './samplers/registry.ts'
import type { SchedulerConfig } from './scheduler.ts'

/**
 * The levels that a sampler visits, falling, without the clean picture.
 *
 * @throws UserError `bad-timesteps` where a custom list does not fall to 0, `too-many-steps` or `schedule-too-dense` where there are
 *   more steps than levels
 */
export function timestepsOf(steps: Steps, sampler: SamplerName, scheduler: SchedulerConfig): number[] {
  if (typeof steps === 'number') return evenTimesteps(steps, sampler, scheduler)
  if (typeof steps === 'string') return sectionTimesteps(namedSchedules[steps], scheduler.trainTimesteps)
  if ('sections' in steps) return sectionTimesteps(steps.sections, scheduler.trainTimesteps)
  return checkedTimesteps(steps.timesteps, scheduler.trainTimesteps)
}

/**
 * IF's respacing (deep-floyd/IF, deepfloyd_if/model/respace.py). Within a section the steps reach from its first level to its last.
 *
 * @throws UserError `schedule-too-dense`
 */
export function sectionTimesteps(counts: readonly number[], levels: number): number[] {
  const timesteps: number[] = []
  const whole = Math.floor(levels / counts.length)
  let start = 0
  for (const [section, count] of counts.entries()) {
    const size = whole + (section < levels % counts.length ? 1 : 0)
    if (count > size) {
      throw new UserError(
        'schedule-too-dense',
        `A section of ${size} levels has no room for ${count} steps: ask for at most ${size} in each section.`,
        { section, size, count },
      )
    }
    const stride = count <= 1 ? 1 : (size - 1) / (count - 1)
    // The offset is summed up and not multiplied: the 949 of super40 comes from the rounding of that sum.
    for (let k = 0, offset = 0; k < count; k++, offset += stride) timesteps.push(start + roundHalfEven(offset))
    start += size
  }
  return timesteps.reverse()
}

/**
 * Evenly spread steps like those of diffusers' schedulers (Lin et al. 2023, "Common Diffusion Noise Schedules and
 * Sample Steps are Flawed", table 2).
 *
 * DDPM and DDIM spread them `leading` unless the configuration says otherwise, DPM-Solver++ `linspace`. DPM-Solver++ skips the
 * levels below `lambdaMinClipped`.
 *
 * @throws UserError `too-many-steps`
 */
export function evenTimesteps(count: number, sampler: SamplerName, scheduler: SchedulerConfig): number[] {
  const { solver } = samplers[sampler]
  const usable = solver ? usableLevels(scheduler) : scheduler.trainTimesteps
  if (count > usable - (solver ? 1 : 0)) {
    throw new UserError('too-many-steps', `This model has ${usable} noise levels: ask for fewer than ${count} steps.`, {
      count,
      usable,
    })
  }
  const { timestepSpacing: spacing = solver ? 'linspace' : 'leading', stepsOffset } = scheduler
  const index = Array.from({ length: count }, (_, i) => i)
  if (spacing === 'trailing') {
    const stride = scheduler.trainTimesteps / count
    return index.map((i) => roundHalfEven(usable - i * stride) - 1).filter((t) => t >= 0)
  }
  if (solver && spacing === 'leading') {
    const stride = Math.floor(usable / (count + 1))
    return index.map((i) => (count - i) * stride + stepsOffset)
  }
  if (solver) {
    const stride = (usable - 1) / count
    return index.map((i) => roundHalfEven((count - i) * stride))
  }
  if (spacing === 'linspace') {
    if (count === 1) return [0]
    return index.map((i) => roundHalfEven(((count - 1 - i) * (usable - 1)) / (count - 1)))
  }
  const stride = Math.floor(usable / count)
  return index.map((i) => (count - 1 - i) * stride + stepsOffset)
}

/** The number of levels that DPM-Solver++ uses, from 0 up. Their log signal-to-noise ratio is above the clip. */
function usableLevels(scheduler: SchedulerConfig): number {
  const schedule = noiseSchedule(scheduler)
  const lambda = (t: number) => 0.5 * Math.log(schedule.alphaBar(t) / (1 - schedule.alphaBar(t)))
  let usable = schedule.levels
  while (usable > 1 && lambda(usable - 1) < scheduler.lambdaMinClipped) usable--
  return usable
}

function checkedTimesteps(timesteps: readonly number[], levels: number): number[] {
  const falls = timesteps.every((t, i) => Number.isInteger(t) && t < (timesteps[i - 1] ?? levels))
  // A list that stops early would leave its last step's noise in the picture.
  if (!falls || timesteps.at(-1) !== 0) {
    throw new UserError(
      'bad-timesteps',
      `A list of timesteps must fall from step to step, from at most ${levels - 1} down to 0.`,
      { timesteps },
    )
  }
  return [...timesteps]
}

/** Rounds like numpy and Python: halves go to the even neighbour. */
function roundHalfEven(x: number): number {
  const rounded = Math.round(x)
  return x % 1 === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded
}
