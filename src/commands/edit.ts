import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands, options } from '#src/messages/command-descriptions.ts'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import { argumentsOf } from './arguments-of.ts'
import { pictureSlot } from '#src/requests/request-template.ts'
import { everywhere } from '#src/commands/everywhere.ts'
import { submitOrOpenForm } from './submit-or-form.ts'
import { numbersIn } from './lists.ts'
import { picture, prompt, strength, usual } from './shared-options.ts'
import { readOptions } from './read-options.ts'
import { suggest } from './suggestions.ts'

const declaration = {
  name: 'edit',
  description: commands.edit,
  ...everywhere,
  options: [
    picture,
    prompt,
    strength,
    { type: Type.String, name: 'sweep', description: options.sweep, autocomplete: true, max_length: 100 },
    ...usual,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** Image to image, from a picture or a sketch. */
export const edit: SlashCommand = {
  declaration,
  async run(services, interaction) {
    const { picture: attachment, sweep, ...given } = argumentsOf(declaration, interaction)
    const { settings, reply } = readOptions(given)
    await submitOrOpenForm(services, interaction, {
      ...reply,
      request: {
        mode: 'edit',
        ...settings,
        picture: pictureSlot('picture'),
        ...(sweep === undefined ? {} : { sweep: numbersIn(sweep) }),
      },
      pictures: { picture: { from: 'attachment', attachment } },
    })
  },
  complete: suggest,
}
