import { GatewayDispatchEvents, GatewayIntentBits, RESTJSONErrorCodes } from 'discord-api-types/v10'
import { discordError } from '../discord-error.ts'
import type { ServerContext } from '../server-context.ts'
import type { Reaction, StoredMessage } from '../world-types.ts'
import { serializeForPerson } from './serialize-message.ts'
import { canSeeMessage } from './visibility.ts'

/** How many different reactions a message can have. */
const MAX_REACTIONS = 20

export function parseEmoji(text: string): Reaction['emoji'] {
  const custom = /^(?<name>\w+):(?<id>\d+)$/.exec(text)?.groups
  if (custom?.['name'] !== undefined && custom['id'] !== undefined) return { id: custom['id'], name: custom['name'] }
  if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}|[#*0-9]\uFE0F?\u20E3/u.test(text)) {
    throw discordError(RESTJSONErrorCodes.UnknownEmoji)
  }
  return { id: null, name: text }
}

export const sameEmoji = (a: Reaction['emoji'], b: Reaction['emoji']) => (a.id ?? a.name) === (b.id ?? b.name)

export function addReaction(
  context: ServerContext,
  message: StoredMessage,
  emoji: Reaction['emoji'],
  userId: string,
): void {
  const known = message.reactions.find((reaction) => sameEmoji(reaction.emoji, emoji))
  if (known === undefined && message.reactions.length >= MAX_REACTIONS) {
    throw discordError(RESTJSONErrorCodes.MaximumNumberOfReactionsReached)
  }
  if (known?.userIds.has(userId) === true) return
  if (known === undefined) message.reactions.push({ emoji, userIds: new Set([userId]) })
  else known.userIds.add(userId)
  tell(context, message, emoji, userId, GatewayDispatchEvents.MessageReactionAdd)
}

export function removeReaction(
  context: ServerContext,
  message: StoredMessage,
  emoji: Reaction['emoji'],
  userId: string,
): void {
  const known = message.reactions.find((reaction) => sameEmoji(reaction.emoji, emoji))
  if (known?.userIds.delete(userId) !== true) return
  message.reactions = message.reactions.filter(({ userIds }) => userIds.size > 0)
  tell(context, message, emoji, userId, GatewayDispatchEvents.MessageReactionRemove)
}

/** A reaction is not an edit, so only viewers receive the message again. */
export function refreshReactions(context: ServerContext, message: StoredMessage): void {
  const { channelId } = message
  context.viewers.send(({ personId, origin }) =>
    canSeeMessage(context.world, message, personId)
      ? { type: 'message-edited', channelId, message: serializeForPerson(context, message, origin) }
      : null,
  )
}

function tell(
  context: ServerContext,
  message: StoredMessage,
  emoji: Reaction['emoji'],
  userId: string,
  event: GatewayDispatchEvents.MessageReactionAdd | GatewayDispatchEvents.MessageReactionRemove,
): void {
  refreshReactions(context, message)
  const guildId = context.world.channels.get(message.channelId)?.guildId ?? null
  context.gateway.dispatch({
    event,
    guildId,
    intents: guildId === null ? GatewayIntentBits.DirectMessageReactions : GatewayIntentBits.GuildMessageReactions,
    data: {
      user_id: userId,
      channel_id: message.channelId,
      message_id: message.id,
      ...(guildId === null ? {} : { guild_id: guildId }),
      emoji,
      message_author_id: message.author.id,
      burst: false,
      type: 0,
    },
  })
}
