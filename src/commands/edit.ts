import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands, options } from '#src/messages/command-descriptions.ts'
import { argumentsOf, type SlashCommand } from '#src/discord/bot/command.ts'
import { everywhere } from '#src/commands/everywhere.ts'
import { askOrOpenForm } from './submit-or-form.ts'
import { numbersIn } from './lists.ts'
import { picture, prompt, strength, usual } from './shared-options.ts'
import { spoken } from './read-options.ts'
import { suggest } from './suggestions.ts'

const declaration = {
  name: 'edit',
  description: commands.edit,
  ...everywhere,
  options: [
    picture,
    prompt,
    strength,
    { type: Type.String, name: 'ladder', description: options.ladder, autocomplete: true, max_length: 100 },
    ...usual,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** Image to image, from a picture or a sketch. */
export const edit: SlashCommand = {
  declaration,
  async run(parts, interaction) {
    const { picture: attachment, ladder, ...given } = argumentsOf(declaration, interaction)
    const { said, asked } = spoken(given)
    await askOrOpenForm(parts, interaction, {
      ...asked,
      said: ({ picture }) => ({
        mode: 'edit',
        ...said,
        picture,
        ...(ladder === undefined ? {} : { ladder: numbersIn(ladder) }),
      }),
      pictures: { picture: { from: 'attachment', attachment } },
    })
  },
  complete: suggest,
}
