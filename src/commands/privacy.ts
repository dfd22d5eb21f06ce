import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import type { Services } from '#src/discord/bot/services.ts'
import { privacyCard } from '#src/discord/settings/privacy.ts'
import { commands } from '#src/messages/command-descriptions.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { everywhere } from './everywhere.ts'

const declaration = {
  name: 'privacy',
  description: commands.privacy,
  ...everywhere,
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** What is kept about the person, with a button that deletes it. */
export const privacy: SlashCommand = {
  declaration,
  async run({ acknowledge, store, messenger }: Pick<Services, 'acknowledge' | 'store' | 'messenger'>, interaction) {
    await acknowledge.reply(interaction, { ephemeral: true })
    const counts = await store.personalData.count(interaction.user.id)
    await messenger.editReply(interaction.token, privacyCard(counts, messagesIn(interaction.locale)))
  },
}
