import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import { showExport } from '#src/discord/gallery-buttons/export-part.ts'
import { commands } from '#src/messages/command-descriptions.ts'
import { everywhere } from './everywhere.ts'

/** One's own pictures with their recipes as ZIP archives, part by part. */
export const exportPictures: SlashCommand = {
  declaration: {
    name: 'export',
    description: commands.export,
    ...everywhere,
  } satisfies RESTPostAPIChatInputApplicationCommandsJSONBody,
  run: (services, interaction) => showExport(services, interaction),
}
