import { PermissionFlagsBits, RESTJSONErrorCodes } from 'discord-api-types/v10'
import { discordError } from '../discord-error.ts'
import type { ServerContext } from '../server-context.ts'
import { requirePermissions } from '../rules/permissions.ts'
import type { StoredChannel, StoredGuild, StoredMessage } from '../world-types.ts'
import { announceChannel } from '../world/channels.ts'
import { isThread, permissionsIn } from '../world/visibility.ts'
import type { ApiRequest } from './route.ts'

/** The channel of a request: 10003 if there is none, 50001 if the bot may not see it. */
export function channelOf(context: ServerContext, request: ApiRequest, needed = 0n): StoredChannel {
  const channel = context.world.channels.get(request.param('channel_id'))
  if (channel === undefined) throw discordError(RESTJSONErrorCodes.UnknownChannel)
  if (channel.guildId !== null && context.world.guilds.get(channel.guildId)?.botInstalled !== true) {
    throw discordError(RESTJSONErrorCodes.MissingAccess)
  }
  requirePermissions(
    permissionsIn(context.world, channel, context.world.bot.id),
    PermissionFlagsBits.ViewChannel | needed,
  )
  return channel
}

/** A message of the channel. Ephemeral messages cannot be found this way. */
export function messageIn(context: ServerContext, channel: StoredChannel, id: string): StoredMessage {
  const message = context.world.messages.get(channel.id)?.get(id)
  if (message === undefined || message.visibleTo !== null) throw discordError(RESTJSONErrorCodes.UnknownMessage)
  return message
}

/**
 * 50083 for an archived thread. Nothing in it can be changed or deleted; only a new message is accepted, and opens it again.
 * https://docs.discord.com/developers/topics/threads#editing-deleting-threads
 */
export function requireNotArchived(channel: StoredChannel | undefined): void {
  if (channel?.archived === true) throw discordError(RESTJSONErrorCodes.InvalidActionOnArchivedThread)
}

/** A new message opens an archived thread again, unless a moderator has locked it: 50083. */
export function reopenForMessage(context: ServerContext, channel: StoredChannel | undefined): void {
  if (channel?.archived !== true) return
  if (channel.locked) throw discordError(RESTJSONErrorCodes.InvalidActionOnArchivedThread)
  channel.archived = false
  announceChannel(context, channel, 'update')
}

export function guildOf(context: ServerContext, request: ApiRequest): StoredGuild {
  const guild = context.world.guilds.get(request.param('guild_id'))
  if (guild === undefined) throw discordError(RESTJSONErrorCodes.UnknownGuild)
  if (!guild.botInstalled) throw discordError(RESTJSONErrorCodes.MissingAccess)
  return guild
}

export function sendPermission(channel: StoredChannel): bigint {
  return isThread(channel) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages
}
