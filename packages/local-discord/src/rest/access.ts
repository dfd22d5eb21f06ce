import { PermissionFlagsBits, RESTJSONErrorCodes } from 'discord-api-types/v10'
import { discordError } from '../discord-error.ts'
import type { Parts } from '../parts.ts'
import { requirePermissions } from '../rules/permissions.ts'
import type { StoredChannel, StoredGuild, StoredMessage } from '../world-types.ts'
import { isThread, permissionsIn } from '../world/sight.ts'
import type { ApiRequest } from './route.ts'

/** The channel of a request, if the bot may see it: 10003, 50001. */
export function channelOf(parts: Parts, request: ApiRequest, needed = 0n): StoredChannel {
  const channel = parts.world.channels.get(request.param('channel_id'))
  if (channel === undefined) throw discordError(RESTJSONErrorCodes.UnknownChannel)
  if (channel.guildId !== null && parts.world.guilds.get(channel.guildId)?.botInstalled !== true) {
    throw discordError(RESTJSONErrorCodes.MissingAccess)
  }
  requirePermissions(permissionsIn(parts.world, channel, parts.world.bot.id), PermissionFlagsBits.ViewChannel | needed)
  return channel
}

/** A message of the channel; ephemeral ones are not to be found by this way. */
export function messageIn(parts: Parts, channel: StoredChannel, id: string): StoredMessage {
  const message = parts.world.messages.get(channel.id)?.get(id)
  if (message === undefined || message.visibleTo !== null) throw discordError(RESTJSONErrorCodes.UnknownMessage)
  return message
}

export function guildOf(parts: Parts, request: ApiRequest): StoredGuild {
  const guild = parts.world.guilds.get(request.param('guild_id'))
  if (guild === undefined) throw discordError(RESTJSONErrorCodes.UnknownGuild)
  if (!guild.botInstalled) throw discordError(RESTJSONErrorCodes.MissingAccess)
  return guild
}

export function sendPermission(channel: StoredChannel): bigint {
  return isThread(channel) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages
}
