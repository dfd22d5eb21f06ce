import { MessageFlags, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands } from '#src/messages/commands.ts'
import { queueCard } from '#src/discord/cards/notes.ts'
import type { SlashCommand } from '#src/discord/command.ts'
import { everywhere } from '#src/discord/everywhere.ts'

const declaration = {
  name: 'queue',
  description: commands.queue,
  ...everywhere,
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** The line, for the eyes of who asks. */
export const queue: SlashCommand = {
  declaration,
  async run({ queue, messenger }, interaction) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    await messenger.editReply(interaction.token, queueCard(await queue.line(), interaction.user.id))
  },
}
