import {
  GatewayDispatchEvents,
  GatewayIntentBits,
  PermissionFlagsBits,
  RESTJSONErrorCodes,
} from 'discord-api-types/v10'
import { discordError } from '../discord-error.ts'
import type { ServerContext } from '../server-context.ts'
import type { StoredChannel, StoredMessage } from '../world-types.ts'
import { announce } from '../world/messages.ts'
import { serializeMessage } from '../world/serialize-message.ts'
import { channelOf, messageIn, requireNotArchived } from './access.ts'
import { type Handler, type Route, del, get, none, ok, put } from './route.ts'

const MAX_PINS = 250

function pinned(context: ServerContext, channel: StoredChannel): StoredMessage[] {
  return [...(context.world.messages.get(channel.id)?.values() ?? [])]
    .filter(({ pinnedAt }) => pinnedAt !== null)
    .sort((a, b) => (b.pinnedAt ?? 0) - (a.pinnedAt ?? 0))
}

/** Since February 2026 pinning has its own permission, separate from managing messages. */
const set =
  (pin: boolean): Handler =>
  (context, request) => {
    const channel = channelOf(context, request)
    if (channel.guildId !== null) channelOf(context, request, PermissionFlagsBits.PinMessages)
    const message = messageIn(context, channel, request.param('message_id'))
    requireNotArchived(channel)
    if (pin && message.pinnedAt === null && pinned(context, channel).length >= MAX_PINS) {
      throw discordError(RESTJSONErrorCodes.MaximumNumberOfPinsReachedForTheChannel)
    }
    message.pinnedAt = pin ? (message.pinnedAt ?? context.clock.now()) : null
    announce(context, message, GatewayDispatchEvents.MessageUpdate)
    context.gateway.dispatch({
      event: GatewayDispatchEvents.ChannelPinsUpdate,
      guildId: channel.guildId,
      intents: channel.guildId === null ? GatewayIntentBits.DirectMessages : GatewayIntentBits.Guilds,
      data: {
        ...(channel.guildId === null ? {} : { guild_id: channel.guildId }),
        channel_id: channel.id,
        last_pin_timestamp: new Date(context.clock.now()).toISOString(),
      },
    })
    return none()
  }

/** https://docs.discord.com/developers/resources/message#get-channel-pins */
export const pinRoutes: readonly Route[] = [
  get('/channels/{channel_id}/messages/pins', (context, request) => {
    const channel = channelOf(context, request, PermissionFlagsBits.ReadMessageHistory)
    const items = pinned(context, channel).map((message) => ({
      pinned_at: new Date(message.pinnedAt ?? 0).toISOString(),
      message: serializeMessage(context, message, context.origin()),
    }))
    return ok({ items, has_more: false })
  }),
  get('/channels/{channel_id}/pins', (context, request) => {
    const channel = channelOf(context, request, PermissionFlagsBits.ReadMessageHistory)
    return ok(pinned(context, channel).map((message) => serializeMessage(context, message, context.origin())))
  }),
  put('/channels/{channel_id}/messages/pins/{message_id}', set(true)),
  del('/channels/{channel_id}/messages/pins/{message_id}', set(false)),
  put('/channels/{channel_id}/pins/{message_id}', set(true)),
  del('/channels/{channel_id}/pins/{message_id}', set(false)),
]
