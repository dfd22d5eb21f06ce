import { ApplicationIntegrationType, InteractionContextType } from 'discord.js'

/** Every command works in guilds, in direct messages and in group chats, installed in a guild or by one person. */
export const everywhere = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
}
