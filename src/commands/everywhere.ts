import { ApplicationIntegrationType, InteractionContextType } from 'discord.js'

/** Where every command works: installed in a guild or by a person, in guilds, DMs with the bot and group DMs. */
export const everywhere = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
}
