import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands, options } from '#src/messages/command-descriptions.ts'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import { argumentsOf } from './arguments-of.ts'
import { pictureSlot } from '#src/requests/request-template.ts'
import { everywhere } from '#src/commands/everywhere.ts'
import { fields } from '#src/requests/fields.ts'
import { styleLimits } from '#src/requests/modes/style.ts'
import { submitOrOpenForm } from './submit-or-form.ts'
import { picture, prompt, strength, usual } from './shared-options.ts'
import { readOptions } from './read-options.ts'
import { suggest } from './suggestions.ts'

const declaration = {
  name: 'style',
  description: commands.style,
  ...everywhere,
  options: [
    picture,
    {
      type: Type.String,
      name: 'style',
      description: options.style,
      required: true,
      autocomplete: true,
      max_length: fields.style.maxLength,
    },
    { ...prompt, description: options.stylePrompt },
    strength,
    {
      type: Type.Number,
      name: 'mixer',
      description: options.mixer,
      min_value: styleLimits.mixer.min,
      max_value: styleLimits.mixer.max,
    },
    ...usual,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** A picture in another style. */
export const style: SlashCommand = {
  declaration,
  async run(services, interaction) {
    const { picture: attachment, ...given } = argumentsOf(declaration, interaction)
    const { settings, reply } = readOptions(given)
    await submitOrOpenForm(services, interaction, {
      ...reply,
      request: { mode: 'style', ...settings, picture: pictureSlot('picture') },
      pictures: { picture: { from: 'attachment', attachment } },
    })
  },
  complete: suggest,
}
