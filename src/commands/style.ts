import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands, options } from '#src/messages/command-descriptions.ts'
import { argumentsOf, type SlashCommand } from '#src/discord/bot/command.ts'
import { everywhere } from '#src/commands/everywhere.ts'
import { fields } from '#src/requests/fields.ts'
import { styleLimits } from '#src/requests/modes/style.ts'
import { askOrOpenForm } from './submit-or-form.ts'
import { picture, prompt, strength, usual } from './shared-options.ts'
import { spoken } from './read-options.ts'
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
  async run(parts, interaction) {
    const { picture: attachment, ...given } = argumentsOf(declaration, interaction)
    const { said, asked } = spoken(given)
    await askOrOpenForm(parts, interaction, {
      ...asked,
      said: ({ picture }) => ({ mode: 'style', ...said, picture }),
      pictures: { picture: { from: 'attachment', attachment } },
    })
  },
  complete: suggest,
}
