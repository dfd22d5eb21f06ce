import { MessageFlags, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import type { Services } from '#src/discord/bot/services.ts'
import { aboutCard } from '#src/discord/cards/notes.ts'
import { commands } from '#src/messages/command-descriptions.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { everywhere } from './everywhere.ts'

const declaration = {
  // Lists of commands are sorted by name, and /about would come before everything that draws.
  name: 'info',
  description: commands.about,
  ...everywhere,
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** Model, licence and version, answered at once from memory. */
export const about: SlashCommand = {
  declaration,
  async run({ engine, about }: Pick<Services, 'engine' | 'about'>, interaction) {
    const { components } = aboutCard(engine.status, about, messagesIn(interaction.locale))
    await interaction.reply({ components, flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral })
  },
}
