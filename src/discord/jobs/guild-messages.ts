import type { Client } from 'discord.js'
import { messagesIn } from '#src/messages/languages.ts'
import type { Messages } from '#src/messages/messages.ts'
import type { Settings } from '#src/settings/settings.ts'

/** Discord's locale of the language that a guild reads: the one that it has set, or else its own in Discord. */
export type LocaleOf = (guildId: string) => Promise<string | undefined>

export const createLocaleOf =
  (client: Pick<Client, 'guilds'>, settings: Pick<Settings, 'at'>): LocaleOf =>
  async (guildId) => {
    const here = await settings.at({ guildId, channelId: null, personId: null })
    return here.value('language') ?? client.guilds.cache.get(guildId)?.preferredLocale
  }

/** Everything that the bot says, in the language that a guild reads. */
export const createMessagesFor =
  (localeOf: LocaleOf) =>
  async (guildId: string): Promise<Messages> =>
    messagesIn(await localeOf(guildId))
