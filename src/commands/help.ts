import { MessageFlags, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands } from '#src/messages/command-descriptions.ts'
import { helpCard } from '#src/discord/cards/notes.ts'
import type { SlashCommand } from '#src/discord/bot/command.ts'
import { everywhere } from '#src/commands/everywhere.ts'

const declaration = {
  name: 'help',
  description: commands.help,
  ...everywhere,
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** How to ask. `others`: the commands that it tells of. */
export function help(others: readonly SlashCommand[]): SlashCommand {
  return {
    declaration,
    async run(_, interaction) {
      const { components } = helpCard(others.map(({ declaration }) => declaration))
      await interaction.reply({ components, flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral })
    },
  }
}
