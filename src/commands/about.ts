import { MessageFlags, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands } from '#src/messages/command-descriptions.ts'
import { aboutCard } from '#src/discord/cards/notes.ts'
import type { SlashCommand } from '#src/discord/bot/command.ts'
import { everywhere } from '#src/commands/everywhere.ts'

const declaration = {
  name: 'about',
  description: commands.about,
  ...everywhere,
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** Model, licence, version: answered at once, from memory. */
export const about: SlashCommand = {
  declaration,
  async run({ engine, about }, interaction) {
    const { components } = aboutCard(engine.status, about)
    await interaction.reply({ components, flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral })
  },
}
