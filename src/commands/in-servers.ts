import { ApplicationIntegrationType, InteractionContextType } from 'discord.js'

/** What belongs to a server works there only, and only where the bot itself is installed. */
export const inServers = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild],
}
