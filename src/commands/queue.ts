import { type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands } from '#src/messages/command-descriptions.ts'
import { queueCard } from '#src/discord/cards/notes.ts'
import type { SlashCommand } from '#src/discord/bot/command.ts'
import { defer } from '#src/discord/interactions/acknowledge.ts'
import { everywhere } from '#src/commands/everywhere.ts'

const declaration = {
  name: 'queue',
  description: commands.queue,
  ...everywhere,
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** The line, for the eyes of who asks. */
export const queue: SlashCommand = {
  declaration,
  async run(parts, interaction) {
    const { queue, messenger } = parts
    await defer(parts, interaction, { ephemeral: true })
    await messenger.editReply(interaction.token, queueCard(await queue.overview(), interaction.user.id))
  },
}
