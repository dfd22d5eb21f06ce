import { type Command, Option } from 'commander'
import { fields } from '#src/requests/fields.ts'
import { scheduleNames } from '#src/pipeline/named-schedules.ts'
import { samplerNames } from '#src/pipeline/samplers/registry.ts'
import { UserError } from '#src/errors.ts'
import { picked } from './picked.ts'

/** The settings that every mode takes, as commander hands them over; undefined is left to the model. */
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

/** What a mode reads; what it does not read it does not offer, so that nothing is asked for in vain. */
export interface ModeSettings {
  /** Whether all that it draws comes on one sheet: then it takes no number of pictures. Default: false. */
  readonly sheetOnly?: boolean
  /** The stages that it draws with: both, or one of them, whose settings are then the only ones. Default: both. */
  readonly stages?: 'both' | 'first' | 'second'
  /** Whether it walks through the noise levels in its own way: then it takes neither steps nor a sampler. Default: false. */
  readonly ownWalk?: boolean
}

/** Adds them to a subcommand. */
export function addSettingOptions(
  command: Command,
  { sheetOnly = false, stages = 'both', ownWalk = false }: ModeSettings = {},
): Command {
  command
    .optionsGroup('Settings:')
    .addOption(option('--negative <text>', fields.negative.description))
    .addOption(number('--seed <n>', fields.seed.description))
  if (!sheetOnly) command.addOption(number('--count <n>', fields.count.description))
  if (stages === 'both') command.addOption(number('--size <n>', `${fields.size.description} 64 or 256.`))
  if (!ownWalk) addWalkOptions(command)
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
  return command.optionsGroup('Options:')
}

function addWalkOptions(command: Command): void {
  command
    .addOption(number('--steps <n>', fields.steps.description))
    .addOption(option('--schedule <name>', `${fields.schedule.description} One of ${scheduleNames.join(', ')}.`))
    .addOption(
      option('--timesteps <list>', 'The timesteps themselves, falling to 0: 990,660,330,0.').argParser(numbers),
    )
    .addOption(option('--sampler <name>', `${fields.sampler.description} One of ${samplerNames.join(', ')}.`))
}

/** The part of a request that these options make up. */
export function settingsOf(options: SettingOptions, { stages }: ModeSettings = {}): Record<string, unknown> {
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
  const stageTwo = picked({
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
  return picked({
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

/** A number where it is one; other words stay as they are, so that the sentence about them can repeat them. */
export function numeric(text: string): number | string {
  const number = Number(text)
  return text.trim() === '' || Number.isNaN(number) ? text : number
}

/** `1,2,3` */
export function numbers(text: string): (number | string)[] {
  return text.split(',').map(numeric)
}

function option(flags: string, description: string): Option {
  return new Option(flags, description)
}

function number(flags: string, description: string): Option {
  return option(flags, description).argParser(numeric)
}
