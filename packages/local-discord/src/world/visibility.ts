import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10'
import { ALL_PERMISSIONS, USER_INSTALL_PERMISSIONS, has, permissionsOf } from '../rules/permissions.ts'
import type { StoredChannel, StoredMessage, World } from '../world-types.ts'

/** A user's permissions in a channel. Threads use those of their parent channel. */
export function permissionsIn(world: World, channel: StoredChannel, userId: string): bigint {
  if (channel.guildId === null) {
    return userId === world.bot.id || userId === channel.recipientId ? ALL_PERMISSIONS : 0n
  }
  const guild = world.guilds.get(channel.guildId)
  if (guild === undefined) return 0n
  const parent = isThread(channel) && channel.parentId !== null ? world.channels.get(channel.parentId) : undefined
  const permissions = permissionsOf(guild, userId, (parent ?? channel).overwrites)
  if (channel.type !== ChannelType.PrivateThread || channel.members.has(userId)) return permissions
  return has(permissions, PermissionFlagsBits.ManageThreads) ? permissions : 0n
}

/** The app's permissions as interactions state them, even where the bot is not a member. */
export function appPermissions(world: World, channel: StoredChannel): bigint {
  if (channel.guildId === null) return USER_INSTALL_PERMISSIONS | PermissionFlagsBits.ReadMessageHistory
  const guild = world.guilds.get(channel.guildId)
  return guild?.botInstalled ? permissionsIn(world, channel, world.bot.id) : USER_INSTALL_PERMISSIONS
}

export function canSeeChannel(world: World, channel: StoredChannel, userId: string): boolean {
  return has(permissionsIn(world, channel, userId), PermissionFlagsBits.ViewChannel)
}

export function canSeeMessage(world: World, message: StoredMessage, userId: string): boolean {
  if (message.dismissed) return false
  if (message.visibleTo !== null) return message.visibleTo === userId
  const channel = world.channels.get(message.channelId)
  return channel !== undefined && canSeeChannel(world, channel, userId)
}

export function isThread(channel: StoredChannel): boolean {
  return channel.type === ChannelType.PublicThread || channel.type === ChannelType.PrivateThread
}

/** The bot receives no events from guilds that have not added it. */
export function botReceives(world: World, channel: StoredChannel): boolean {
  return channel.guildId === null || world.guilds.get(channel.guildId)?.botInstalled === true
}
