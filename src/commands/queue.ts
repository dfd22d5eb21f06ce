import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import type { Services } from '#src/discord/bot/services.ts'
import { queueCard } from '#src/discord/cards/notes.ts'
import { commands } from '#src/messages/command-descriptions.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { everywhere } from './everywhere.ts'

const declaration = {
  name: 'queue',
  description: commands.queue,
  ...everywhere,
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** The queue, shown only to the person who asks. */
export const queue: SlashCommand = {
  declaration,
  async run({ acknowledge, queue, messenger }: Pick<Services, 'acknowledge' | 'queue' | 'messenger'>, interaction) {
    await acknowledge.reply(interaction, { ephemeral: true })
    const card = queueCard(await queue.overview(), interaction.user.id, messagesIn(interaction.locale))
    await messenger.editReply(interaction.token, card)
  },
}
