import {
  ApplicationIntegrationType,
  ChannelType,
  ApplicationCommandOptionType as Type,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import type { Services } from '#src/discord/bot/services.ts'
import { showPanel } from '#src/discord/settings/handlers.ts'
import { pageFor } from '#src/discord/settings/panel.ts'
import { targetOf } from '#src/discord/settings/setting-target.ts'
import { commands, options } from '#src/messages/command-descriptions.ts'
import { everywhere } from './everywhere.ts'

type PanelServices = Pick<Services, 'acknowledge' | 'settings' | 'messenger'>

const serverDeclaration = {
  name: 'settings',
  description: commands.settings,
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild],
  default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  options: [
    {
      type: Type.Channel,
      name: 'channel',
      description: options.settingsChannel,
      channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum],
    },
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** The settings of the server, or of one of its channels, for whoever may manage it. */
export const settings: SlashCommand = {
  declaration: { ...serverDeclaration, options: [...serverDeclaration.options] },
  async run(services: PanelServices, interaction) {
    await services.acknowledge.reply(interaction, { ephemeral: true })
    const target = targetOf(interaction.options.getChannel('channel')?.id ?? 'guild', interaction)
    await showPanel(services, interaction, { target, page: pageFor(target, 'drawing') })
  },
}

const ownDeclaration = {
  name: 'preferences',
  description: commands.preferences,
  ...everywhere,
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** A person's own defaults. */
export const preferences: SlashCommand = {
  declaration: ownDeclaration,
  async run(services: PanelServices, interaction) {
    await services.acknowledge.reply(interaction, { ephemeral: true })
    const target = targetOf('person', interaction)
    await showPanel(services, interaction, { target, page: pageFor(target, 'drawing') })
  },
}
