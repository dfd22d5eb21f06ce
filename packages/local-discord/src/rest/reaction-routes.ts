import { PermissionFlagsBits } from 'discord-api-types/v10'
import type { ServerContext } from '../server-context.ts'
import type { StoredChannel, StoredMessage } from '../world-types.ts'
import { addReaction, parseEmoji, removeReaction, sameEmoji, refreshReactions } from '../world/reactions.ts'
import { userOf } from '../world/serialize-guild.ts'
import { channelOf, messageIn, requireNotArchived } from './access.ts'
import { type ApiRequest, type Route, del, get, none, ok, put } from './route.ts'

const base = '/channels/{channel_id}/messages/{message_id}/reactions'

function target(
  context: ServerContext,
  request: ApiRequest,
  needed = 0n,
): { channel: StoredChannel; message: StoredMessage } {
  const channel = channelOf(context, request, needed)
  if (request.method !== 'GET') requireNotArchived(channel)
  return { channel, message: messageIn(context, channel, request.param('message_id')) }
}

/** https://docs.discord.com/developers/resources/message#create-reaction and what follows it */
export const reactionRoutes: readonly Route[] = [
  put(
    `${base}/{emoji_name}/@me`,
    (context, request) => {
      const emoji = parseEmoji(request.param('emoji_name'))
      const { message } = target(context, request, PermissionFlagsBits.ReadMessageHistory)
      const first = !message.reactions.some((reaction) => sameEmoji(reaction.emoji, emoji))
      // Joining an existing reaction needs no permission to add one.
      if (first) channelOf(context, request, PermissionFlagsBits.AddReactions)
      addReaction(context, message, emoji, context.world.bot.id)
      return none()
    },
    { rate: 'reaction' },
  ),
  del(
    `${base}/{emoji_name}/@me`,
    (context, request) => {
      const { message } = target(context, request)
      removeReaction(context, message, parseEmoji(request.param('emoji_name')), context.world.bot.id)
      return none()
    },
    { rate: 'reaction' },
  ),
  del(
    `${base}/{emoji_name}/{user_id}`,
    (context, request) => {
      const { message } = target(context, request, PermissionFlagsBits.ManageMessages)
      removeReaction(context, message, parseEmoji(request.param('emoji_name')), request.param('user_id'))
      return none()
    },
    { rate: 'reaction' },
  ),
  get(`${base}/{emoji_name}`, (context, request) => {
    const emoji = parseEmoji(request.param('emoji_name'))
    const { message } = target(context, request, PermissionFlagsBits.ReadMessageHistory)
    const found = message.reactions.find((reaction) => sameEmoji(reaction.emoji, emoji))
    return ok([...(found?.userIds ?? [])].flatMap((id) => userOf(context.world, id) ?? []))
  }),
  del(base, (context, request) => {
    const { message } = target(context, request, PermissionFlagsBits.ManageMessages)
    message.reactions = []
    refreshReactions(context, message)
    return none()
  }),
  del(`${base}/{emoji_name}`, (context, request) => {
    const emoji = parseEmoji(request.param('emoji_name'))
    const { message } = target(context, request, PermissionFlagsBits.ManageMessages)
    message.reactions = message.reactions.filter((reaction) => !sameEmoji(reaction.emoji, emoji))
    refreshReactions(context, message)
    return none()
  }),
]
