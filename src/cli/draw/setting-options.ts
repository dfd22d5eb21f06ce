import { type Command, Option } from 'commander'
import { fields } from '#src/requests/fields.ts'
import { scheduleNames } from '#src/pipeline/named-schedules.ts'
import { samplerNames } from '#src/pipeline/samplers/registry.ts'
import { UserError } from '#src/errors.ts'
import { numbersIn } from '#src/requests/lists.ts'
import type { ModeProperties } from '#src/requests/modes/mode.ts'
import { numeric } from '#src/requests/numeric.ts'
import { withoutUndefined } from './without-undefined.ts'

/** The shared settings as commander parses them. Undefined ones are left to the model. */
export interface SettingOptions {
  readonly negative?: string
  readonly seed?: number | string
  readonly count?: number | string
  readonly size?: number | string
  readonly model?: string
  readonly steps?: number | string
  readonly schedule?: string
  readonly timesteps?: readonly (number | string)[]
  readonly sampler?: string
  readonly guidance?: number | string
  readonly cleanCaption?: boolean
  readonly stageTwoSteps?: number | string
  readonly stageTwoSchedule?: string
  readonly stageTwoSampler?: string
  readonly stageTwoGuidance?: number | string
  readonly stageTwoStrength?: number | string
  readonly noiseLevel?: number | string
  readonly backProjections?: number | string
}

/** The settings that a mode uses. Others are not offered, so that no option is without effect. */
export type ModeSettings = Pick<ModeProperties, 'sheetOnly' | 'stages' | 'ownTimesteps' | 'stageTwoStrength'>

/** Adds these options to a subcommand. */
export function addSettingOptions(
  command: Command,
  { sheetOnly, stages, ownTimesteps, stageTwoStrength }: ModeSettings,
): Command {
  command
    .optionsGroup('Settings:')
    .addOption(option('--negative <text>', fields.negative.description))
    .addOption(number('--seed <n>', fields.seed.description))
  if (!sheetOnly) command.addOption(number('--count <n>', fields.count.description))
  if (stages === 'both') command.addOption(number('--size <n>', `${fields.size.description} 64, 256 or 1024.`))
  if (!ownTimesteps) addTimestepOptions(command)
  command
    .addOption(number('--guidance <n>', fields.guidance.description))
    .addOption(option('--clean-caption', "Clean the prompt up as IF's own code does (links, markup)."))
  if (stages !== 'first') {
    command
      .optionsGroup('The 256 px stage:')
      .addOption(number('--noise-level <n>', fields.noiseLevel.description))
      .addOption(number('--back-projections <n>', fields.backProjections.description))
  }
  if (stages === 'both') {
    command
      .addOption(number('--stage-two-steps <n>', fields.steps.description))
      .addOption(option('--stage-two-schedule <name>', fields.schedule.description))
      .addOption(option('--stage-two-sampler <name>', fields.sampler.description))
      .addOption(number('--stage-two-guidance <n>', fields.guidance.description))
  }
  if (stageTwoStrength) {
    command.addOption(number('--stage-two-strength <n>', `If it starts from a picture: ${fields.strength.description}`))
  }
  return command.optionsGroup('Options:')
}

function addTimestepOptions(command: Command): void {
  command
    .addOption(number('--steps <n>', fields.steps.description))
    .addOption(option('--schedule <name>', `${fields.schedule.description} One of ${scheduleNames.join(', ')}.`))
    .addOption(option('--timesteps <list>', 'A list of timesteps that ends at 0: 990,660,330,0.').argParser(numbersIn))
    .addOption(option('--sampler <name>', `${fields.sampler.description} One of ${samplerNames.join(', ')}.`))
}

/** Converts the options to the shared part of a request. */
export function settingsOf(options: SettingOptions, { stages }: ModeSettings): Record<string, unknown> {
  const main = {
    steps: oneOfSteps(options.steps, options.schedule, options.timesteps),
    sampler: options.sampler,
    guidance: options.guidance,
  }
  const second =
    stages === 'second'
      ? main
      : {
          steps: oneOfSteps(options.stageTwoSteps, options.stageTwoSchedule, undefined),
          sampler: options.stageTwoSampler,
          guidance: options.stageTwoGuidance,
        }
  const stageTwo = withoutUndefined({
    ...second,
    noiseLevel: options.noiseLevel,
    backProjections: options.backProjections,
    strength: options.stageTwoStrength,
  })
  if (options.size === 64 && Object.keys(stageTwo).length > 0) {
    throw new UserError(
      'bad-request',
      'With --size 64 there is no 256 px stage; leave the options of that stage out, or ask for --size 256.',
    )
  }
  return withoutUndefined({
    negative: options.negative,
    seed: options.seed,
    count: options.count,
    size: options.size,
    model: options.model,
    ...(stages !== 'second' && main),
    cleanCaption: options.cleanCaption,
    stageTwo: Object.keys(stageTwo).length > 0 ? stageTwo : undefined,
  })
}

function oneOfSteps(steps: unknown, schedule: unknown, timesteps: unknown): unknown {
  const given = [steps, schedule, timesteps && { timesteps }].filter((value) => value !== undefined)
  if (given.length > 1) {
    throw new UserError('bad-request', 'Give only one of --steps, --schedule and --timesteps.')
  }
  return given[0]
}

function option(flags: string, description: string): Option {
  return new Option(flags, description)
}

function number(flags: string, description: string): Option {
  return option(flags, description).argParser(numeric)
}
