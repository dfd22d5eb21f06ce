import type { Client } from 'discord.js'
import { messagesIn } from '#src/messages/languages.ts'
import type { Messages } from '#src/messages/messages.ts'
import type { Settings } from '#src/settings/settings.ts'

/** Everything that the bot says, in the language that a guild reads: the one that it has set, or else its own in Discord. */
export const createMessagesFor =
  (client: Pick<Client, 'guilds'>, settings: Pick<Settings, 'at'>) =>
  async (guildId: string): Promise<Messages> => {
    const here = await settings.at({ guildId, channelId: null, personId: null })
    return messagesIn(here.value('language') ?? client.guilds.cache.get(guildId)?.preferredLocale)
  }
