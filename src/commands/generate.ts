import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands } from '#src/messages/command-descriptions.ts'
import { argumentsOf, type SlashCommand } from '#src/discord/bot/command.ts'
import { everywhere } from '#src/commands/everywhere.ts'
import { askOrOpenForm } from './submit-or-form.ts'
import { prompt, usual } from './shared-options.ts'
import { spoken } from './read-options.ts'
import { suggest } from './suggestions.ts'

const declaration = {
  name: 'generate',
  description: commands.generate,
  ...everywhere,
  options: [{ ...prompt, required: true }, ...usual],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/**
 * Text to image. The prompt is required here, since Discord hides what is optional; a remix with its prompt emptied
 * paints without one.
 */
export const generate: SlashCommand = {
  declaration,
  async run(parts, interaction) {
    const { said, asked } = spoken(argumentsOf(declaration, interaction))
    await askOrOpenForm(parts, interaction, { ...asked, said: () => ({ mode: 'generate', ...said }) })
  },
  complete: suggest,
}
