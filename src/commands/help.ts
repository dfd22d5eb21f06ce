import { MessageFlags, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import type { Services } from '#src/discord/bot/services.ts'
import { helpCard } from '#src/discord/cards/notes.ts'
import { commands } from '#src/messages/command-descriptions.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { everywhere } from './everywhere.ts'

const declaration = {
  name: 'help',
  description: commands.help,
  ...everywhere,
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** Explains how to ask for pictures. `others`: the commands that it lists. */
export function help(others: readonly SlashCommand[]): SlashCommand {
  return {
    declaration,
    async run({ engine }: Pick<Services, 'engine'>, interaction) {
      const { components } = helpCard(
        others.map(({ declaration }) => ({
          name: declaration.name_localizations?.[interaction.locale] ?? declaration.name,
          description: declaration.description_localizations?.[interaction.locale] ?? declaration.description,
        })),
        engine.status,
        messagesIn(interaction.locale),
      )
      await interaction.reply({ components, flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral })
    },
  }
}
