import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands } from '#src/messages/commands.ts'
import { argumentsOf, type SlashCommand } from '#src/discord/command.ts'
import { everywhere } from '#src/discord/everywhere.ts'
import { askOrOpenForm } from './ask-or-form.ts'
import { advanced, count, guidance, negative, privately, prompt, seed, size, spoiler, steps } from './shared-options.ts'

const declaration = {
  name: 'generate',
  description: commands.generate,
  ...everywhere,
  options: [{ ...prompt, required: true }, negative, seed, steps, guidance, count, size, privately, spoiler, advanced],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/**
 * Text to image. The prompt is required here, since Discord hides what is optional; a remix with its prompt emptied
 * paints without one.
 */
export const generate: SlashCommand = {
  declaration,
  async run(parts, interaction) {
    const { private: ephemeral = false, spoiler = false, advanced, ...said } = argumentsOf(declaration, interaction)
    await askOrOpenForm(parts, interaction, {
      said: () => ({ mode: 'generate', ...said }),
      ephemeral,
      spoiler,
      advanced: advanced === true,
    })
  },
}
