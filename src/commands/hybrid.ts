import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { optionRefused } from '#src/messages/option-refusals.ts'
import { fill } from '#src/messages/template.ts'
import { options } from '#src/messages/command-descriptions.ts'
import { modes } from '#src/requests/modes/registry.ts'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import { argumentsOf } from './arguments-of.ts'
import { pictureSlot } from '#src/requests/request-template.ts'
import { everywhere } from '#src/commands/everywhere.ts'
import { fields } from '#src/requests/fields.ts'
import { componentsOf, type HybridKind, hybridKinds, hybridLimits } from '#src/requests/modes/hybrid.ts'
import { submitOrOpenForm } from './submit-or-form.ts'
import { numbersIn } from '#src/requests/lists.ts'
import { picture, commonOptions } from './shared-options.ts'
import { readOptions } from './read-options.ts'
import { suggest } from './suggestions.ts'

const part = { type: Type.String, autocomplete: true, max_length: fields.prompt.maxLength } as const

const declaration = {
  name: 'hybrid',
  description: modes.hybrid.description,
  ...everywhere,
  options: [
    { ...part, name: 'first', description: options.first },
    { ...part, name: 'second', description: options.second },
    {
      type: Type.String,
      name: 'kind',
      description: options.kind,
      choices: hybridKinds.map((kind) => ({ name: kind, value: kind })),
    },
    { ...picture, name: 'picture', description: options.pinned, required: false },
    { type: Type.String, name: 'style', description: fields.style.description, max_length: fields.style.maxLength },
    {
      type: Type.Number,
      name: 'sigma',
      description: options.sigma,
      min_value: hybridLimits.sigma.min,
      max_value: hybridLimits.sigma.max,
    },
    { type: Type.String, name: 'middle', description: options.middle, max_length: fields.prompt.maxLength },
    { type: Type.String, name: 'fourth', description: options.fourthPart, max_length: fields.prompt.maxLength },
    { type: Type.String, name: 'weights', description: options.weights, max_length: 100 },
    { type: Type.Boolean, name: 'rectify', description: options.rectify },
    ...commonOptions,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

interface Prompts {
  readonly first: string | undefined
  readonly middle: string | undefined
  readonly second: string | undefined
  readonly fourth: string | undefined
}

interface Part {
  readonly component: string
  readonly prompt: string | undefined
}

/** The parts that are drawn. A scale hybrid has one for each prompt. The other kinds have fixed components. */
function partsOf(kind: HybridKind, { first, second, middle, fourth }: Prompts): readonly Part[] {
  if (kind === 'scale')
    return [first, second, middle, fourth]
      .filter((prompt) => prompt !== undefined)
      .map((prompt) => ({ component: 'scale', prompt }))
  const components = componentsOf(kind)
  if (fourth !== undefined) throw new UserError('bad-request', optionRefused.fourthPrompt)
  if (middle !== undefined && components.length < 3)
    throw new UserError('bad-request', fill(optionRefused.middlePrompt, { kind }))
  const prompts = components.length === 3 ? [first, middle, second] : [first, second]
  return components.map((component, index) => ({ component, prompt: prompts[index] }))
}

/** The weights of a scale hybrid, one for each prompt, or undefined if none are given. */
function weightsOf(weights: string | undefined, kind: HybridKind, count: number) {
  if (weights === undefined) return undefined
  const list = numbersIn(weights)
  if (kind !== 'scale') throw new UserError('bad-request', optionRefused.weights)
  if (list.length !== count)
    throw new UserError('bad-request', fill(optionRefused.weightsCount, { prompts: count, weights: list.length }))
  return list
}

/** A hybrid. A part without a prompt comes from the picture. */
export const hybrid: SlashCommand = {
  declaration,
  async run(services, interaction) {
    const given = argumentsOf(declaration, interaction)
    const { first, second, middle, fourth, weights: list, kind = 'low_high', picture: attachment, ...rest } = given
    const { settings, reply } = readOptions(rest)
    const all = partsOf(kind, { first, second, middle, fourth })
    const prompted = all.filter(({ prompt }) => prompt !== undefined)
    if (prompted.length === 0) throw new UserError('bad-request', optionRefused.nothingToShow)
    const weights = weightsOf(list, kind, prompted.length)
    const free = all.find(({ prompt }) => prompt === undefined) ?? all[0]
    await submitOrOpenForm(services, interaction, {
      ...reply,
      request: {
        mode: 'hybrid',
        kind,
        ...settings,
        parts: prompted.map((part, index) => ({
          ...part,
          ...(weights === undefined ? {} : { weight: weights[index] }),
        })),
        ...(attachment === undefined
          ? {}
          : { pinned: { component: free?.component, picture: pictureSlot('picture') } }),
      },
      pictures: attachment === undefined ? {} : { picture: { from: 'attachment', attachment } },
    })
  },
  complete: suggest,
}
