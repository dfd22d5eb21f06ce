import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands } from '#src/messages/command-descriptions.ts'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import { argumentsOf } from './arguments-of.ts'
import { everywhere } from '#src/commands/everywhere.ts'
import { submitOrOpenForm } from './submit-or-form.ts'
import { prompt, usual } from './shared-options.ts'
import { readOptions } from './read-options.ts'
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
  async run(services, interaction) {
    const { settings, reply } = readOptions(argumentsOf(declaration, interaction))
    await submitOrOpenForm(services, interaction, { ...reply, request: { mode: 'generate', ...settings } })
  },
  complete: suggest,
}
