import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands, options } from '#src/messages/commands.ts'
import { argumentsOf, type SlashCommand } from '#src/discord/command.ts'
import { everywhere } from '#src/discord/everywhere.ts'
import { strengthLadder } from '#src/requests/modes/edit.ts'
import { askOrOpenForm } from './ask-or-form.ts'
import { advanced, picture, prompt, strength, usual } from './shared-options.ts'

const declaration = {
  name: 'edit',
  description: commands.edit,
  ...everywhere,
  options: [
    picture,
    prompt,
    strength,
    { type: Type.Boolean, name: 'ladder', description: options.ladder },
    ...usual,
    advanced,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** Image to image, from a picture or a sketch. */
export const edit: SlashCommand = {
  declaration,
  async run(parts, interaction) {
    const given = argumentsOf(declaration, interaction)
    const { private: ephemeral = false, spoiler = false, advanced, ladder, picture: attachment, ...said } = given
    await askOrOpenForm(parts, interaction, {
      said: ({ picture }) => ({
        mode: 'edit',
        ...said,
        picture,
        ...(ladder === true ? { ladder: strengthLadder } : {}),
      }),
      pictures: { picture: { from: 'attachment', attachment } },
      ephemeral,
      spoiler,
      advanced: advanced === true,
    })
  },
}
