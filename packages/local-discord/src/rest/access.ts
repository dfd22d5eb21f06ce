import { PermissionFlagsBits, RESTJSONErrorCodes } from 'discord-api-types/v10'
import { discordError } from '../discord-error.ts'
import type { ServerContext } from '../server-context.ts'
import { requirePermissions } from '../rules/permissions.ts'
import type { StoredChannel, StoredGuild, StoredMessage } from '../world-types.ts'
import { isThread, permissionsIn } from '../world/visibility.ts'
import type { ApiRequest } from './route.ts'

/** The channel of a request, if the bot may see it: 10003, 50001. */
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

/** A message of the channel; ephemeral ones are not to be found by this way. */
export function messageIn(context: ServerContext, channel: StoredChannel, id: string): StoredMessage {
  const message = context.world.messages.get(channel.id)?.get(id)
  if (message === undefined || message.visibleTo !== null) throw discordError(RESTJSONErrorCodes.UnknownMessage)
  return message
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
