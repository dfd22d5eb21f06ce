import {
  type APIApplicationCommandBasicOption as Option,
  ApplicationCommandOptionType as Type,
  type Attachment,
  type ChatInputCommandInteraction,
} from 'discord.js'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import type { PictureSources } from '#src/discord/submission/picture-source.ts'
import { numbersIn } from '#src/requests/lists.ts'
import type { Input } from '#src/requests/modes/input.ts'
import type { ModeProperties } from '#src/requests/modes/mode.ts'
import { pictureSlot, type RequestTemplate } from '#src/requests/request-template.ts'
import { argumentsOf } from './arguments-of.ts'
import { everywhere } from './everywhere.ts'
import { readOptions } from './read-options.ts'
import {
  advanced,
  guidance,
  noiseLevel,
  picture,
  privately,
  schedule,
  seed,
  spoiler,
  steps,
  commonOptions,
} from './shared-options.ts'
import { submitOrOpenForm } from './submit-or-form.ts'
import { suggest } from './suggestions.ts'

type Settings = Pick<ModeProperties, 'stages' | 'ownTimesteps' | 'sheetOnly'>

/** Every option that a mode's command may have besides its own. */
const shared = { options: [noiseLevel, ...commonOptions] } as const

/** The slash command of a mode that its inputs fully describe. */
export function modeCommand(
  mode: Settings & Pick<ModeProperties, 'description' | 'inputs'> & { readonly name: string },
): SlashCommand {
  const { name, description, inputs = [], stages } = mode
  const own = inputs.map(optionOf)
  const declaration = {
    name,
    description,
    ...everywhere,
    // Discord requires that required options come first.
    options: [
      ...own.filter(({ required }) => required === true),
      ...own.filter(({ required }) => required !== true),
      ...settingsOf(mode),
    ],
  }
  return {
    declaration,
    async run(services, interaction) {
      const { noise_level, ...given } = argumentsOf(shared, interaction)
      const { settings, reply } = readOptions(given)
      const { template, pictures } = readInputs(inputs, interaction)
      const { steps, guidance, ...others } = settings
      const sampled =
        stages === 'second' ? { stageTwo: { steps, guidance, noiseLevel: noise_level } } : { steps, guidance }
      await submitOrOpenForm(services, interaction, {
        ...reply,
        request: { mode: name, ...others, ...sampled, ...template },
        pictures,
      })
    },
    complete: suggest,
  }
}

/** The shared options that a mode reads. With a single stage they are few, and the Advanced form has the rest. */
function settingsOf({ stages, ownTimesteps, sheetOnly }: Settings): readonly Option[] {
  if (stages === 'both') return commonOptions.filter(({ name }) => !sheetOnly || !['count', 'best_of'].includes(name))
  const sampled = ownTimesteps ? [] : [steps, schedule, guidance]
  return [...(stages === 'second' ? [noiseLevel] : []), ...sampled, seed, privately, spoiler, advanced]
}

/** Converts `blurSigma` to `blur_sigma` for Discord. */
const optionName = ({ name }: Input): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

function optionOf(input: Input): Option {
  const named = { name: optionName(input), description: input.description }
  switch (input.kind) {
    case 'picture':
      return { ...picture, ...named }
    case 'text':
      return {
        ...named,
        type: Type.String,
        required: input.required === true || input.requiredOnDiscord === true,
        max_length: input.maxLength,
        ...(input.suggests === true && { autocomplete: true }),
      }
    case 'number': {
      const range = { min_value: input.min, max_value: input.max }
      return input.whole === true
        ? { ...named, ...range, type: Type.Integer }
        : { ...named, ...range, type: Type.Number }
    }
    case 'choice':
      return { ...named, type: Type.String, choices: input.choices.map((value) => ({ name: value, value })) }
    case 'numbers':
      return { ...named, type: Type.String, max_length: 100, ...(input.suggests === true && { autocomplete: true }) }
    default:
      return input satisfies never
  }
}

function readInputs(
  inputs: readonly Input[],
  { options }: Pick<ChatInputCommandInteraction, 'options'>,
): { readonly template: RequestTemplate; readonly pictures: PictureSources } {
  const template: Record<string, unknown> = {}
  const attachments: Record<string, Attachment> = {}
  for (const input of inputs) {
    const { name, kind } = input
    if (kind === 'picture') {
      attachments[name] = options.getAttachment(optionName(input), true)
      template[name] = pictureSlot(name)
      continue
    }
    const value = options.get(optionName(input))?.value
    template[name] = kind === 'numbers' && typeof value === 'string' ? numbersIn(value) : value
  }
  const pictures = Object.entries(attachments).map(
    ([name, attachment]) => [name, { from: 'attachment', attachment }] as const,
  )
  return { template, pictures: Object.fromEntries(pictures) }
}
