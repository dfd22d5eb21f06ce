import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { optionRefused } from '#src/messages/option-refusals.ts'
import { options } from '#src/messages/command-descriptions.ts'
import { modes } from '#src/requests/modes/registry.ts'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import { argumentsOf } from './arguments-of.ts'
import { pictureSlot } from '#src/requests/request-template.ts'
import { everywhere } from '#src/commands/everywhere.ts'
import { axisValues } from '#src/requests/axis-words.ts'
import { submitOrOpenForm } from './submit-or-form.ts'
import { lastOptions, picture, prompt, sampling, strength } from './shared-options.ts'
import { readOptions } from './read-options.ts'
import { suggest } from './suggestions.ts'

const settings = ['guidance', 'steps', 'seed', 'sampler', 'prompt', 'strength'] as const
const choices = settings.map((setting) => ({ name: setting, value: setting }))

const declaration = {
  name: 'compare',
  description: modes.compare.description,
  ...everywhere,
  options: [
    { type: Type.String, name: 'setting', description: options.setting, required: true, choices },
    {
      type: Type.String,
      name: 'values',
      description: options.values,
      required: true,
      autocomplete: true,
      max_length: 4000,
    },
    prompt,
    { type: Type.String, name: 'and_setting', description: options.otherSetting, choices },
    { type: Type.String, name: 'and_values', description: options.otherValues, autocomplete: true, max_length: 4000 },
    { ...picture, description: options.comparePicture, required: false },
    strength,
    ...sampling,
    ...lastOptions,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** A labelled sheet: the same request with one or two settings varied. */
export const compare: SlashCommand = {
  declaration,
  async run(services, interaction) {
    const { picture: attachment, ...rest } = argumentsOf(declaration, interaction)
    const { setting, values, and_setting, and_values, strength, ...given } = rest
    const { settings, reply } = readOptions(given)
    if (and_values !== undefined && and_setting === undefined)
      throw new UserError('bad-request', optionRefused.valuesOfNothing)
    if (strength !== undefined && attachment === undefined)
      throw new UserError('bad-request', optionRefused.strengthOfWords)
    const axes = [
      { setting, values: axisValues(setting, values) },
      ...(and_setting === undefined ? [] : [{ setting: and_setting, values: axisValues(and_setting, and_values) }]),
    ]
    await submitOrOpenForm(services, interaction, {
      ...reply,
      request: {
        mode: 'compare',
        of:
          attachment === undefined
            ? { mode: 'generate', ...settings }
            : { mode: 'edit', ...settings, strength, picture: pictureSlot('picture') },
        axes,
      },
      pictures: attachment === undefined ? {} : { picture: { from: 'attachment', attachment } },
    })
  },
  complete: suggest,
}
