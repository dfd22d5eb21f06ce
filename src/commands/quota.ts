import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import type { Services } from '#src/discord/bot/services.ts'
import { placeOf } from '#src/discord/jobs/request-place.ts'
import { noQuotaCard, quotaCard } from '#src/discord/settings/quota-card.ts'
import { limitsIn } from '#src/discord/submission/limits-layer.ts'
import { commands } from '#src/messages/command-descriptions.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { everywhere } from './everywhere.ts'

const declaration = {
  name: 'quota',
  description: commands.quota,
  ...everywhere,
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** What the person may still draw on this server. */
export const quota: SlashCommand = {
  declaration,
  async run(services: Pick<Services, 'acknowledge' | 'settings' | 'store' | 'messenger' | 'clock'>, interaction) {
    const { acknowledge, settings, store, messenger, clock } = services
    await acknowledge.reply(interaction, { ephemeral: true })
    const messages = messagesIn(interaction.locale)
    const place = placeOf(interaction)
    if (place.guildId === null) {
      await messenger.editReply(interaction.token, noQuotaCard(messages))
      return
    }
    const limits = limitsIn({ place, settings: await settings.at(place) })
    const usage = await store.charges.usage(place.personId, place.guildId)
    await messenger.editReply(interaction.token, quotaCard(limits, usage, clock.now(), messages))
  },
}
