import { type APIApplicationCommand, ApplicationIntegrationType, InteractionContextType } from 'discord-api-types/v10'
import { has } from '../rules/permissions.ts'
import type { StoredChannel, StoredPerson, World } from '../world-types.ts'
import { permissionsIn } from '../world/visibility.ts'

/** Where a person uses the app, and who has installed it there. */
interface InvocationContext {
  readonly context: InteractionContextType
  /** `authorizing_integration_owners`: by integration type, the guild or the person that added the app. */
  readonly owners: Readonly<Record<string, string>>
  readonly userInstallOnly: boolean
}

/**
 * Whether a command can be used in a channel, by its contexts, its integration types, and who has added the app. Null if
 * it cannot. https://docs.discord.com/developers/interactions/application-commands#contexts
 */
export function invocationContext(
  world: World,
  channel: StoredChannel,
  person: StoredPerson,
  command: Pick<APIApplicationCommand, 'contexts' | 'integration_types' | 'guild_id'> | null,
): InvocationContext | null {
  const inGuild = channel.guildId !== null
  const context = inGuild ? InteractionContextType.Guild : InteractionContextType.BotDM
  if (command?.contexts && !command.contexts.includes(context)) return null
  if (command?.guild_id !== undefined && command.guild_id !== channel.guildId) return null
  const types = command?.integration_types ?? [ApplicationIntegrationType.GuildInstall]
  const guildInstalled = !inGuild || world.guilds.get(channel.guildId)?.botInstalled === true
  const byGuild = guildInstalled && (command === null || types.includes(ApplicationIntegrationType.GuildInstall))
  const byUser = person.userInstalled && (command === null || types.includes(ApplicationIntegrationType.UserInstall))
  if (!byGuild && !byUser) return null
  return {
    context,
    owners: {
      ...(byGuild ? { [ApplicationIntegrationType.GuildInstall]: channel.guildId ?? '0' } : {}),
      ...(byUser ? { [ApplicationIntegrationType.UserInstall]: person.id } : {}),
    },
    // Follow-ups are not counted where the bot itself was added, however the command was used.
    userInstallOnly: inGuild && !guildInstalled,
  }
}

/** https://docs.discord.com/developers/interactions/application-commands#permissions */
export function mayUseCommand(
  world: World,
  channel: StoredChannel,
  personId: string,
  command: APIApplicationCommand,
): boolean {
  if (channel.guildId === null || command.default_member_permissions === null) return true
  const needed = BigInt(command.default_member_permissions)
  // "0" means administrators only.
  const permissions = permissionsIn(world, channel, personId)
  return needed === 0n ? has(permissions, 8n) : has(permissions, needed)
}
