import { PermissionFlagsBits } from 'discord-api-types/v10'
import type { Parts } from '../parts.ts'
import type { StoredChannel, StoredMessage } from '../world-types.ts'
import { addReaction, parseEmoji, removeReaction, sameEmoji, showReactionsAnew } from '../world/reactions.ts'
import { userOf } from '../world/show-guild.ts'
import { channelOf, messageIn } from './access.ts'
import { type ApiRequest, type Route, del, get, none, ok, put } from './route.ts'

const base = '/channels/{channel_id}/messages/{message_id}/reactions'

function target(parts: Parts, request: ApiRequest, needed = 0n): { channel: StoredChannel; message: StoredMessage } {
  const channel = channelOf(parts, request, needed)
  return { channel, message: messageIn(parts, channel, request.param('message_id')) }
}

/** https://docs.discord.com/developers/resources/message#create-reaction and what follows it */
export const reactionRoutes: readonly Route[] = [
  put(
    `${base}/{emoji_name}/@me`,
    (parts, request) => {
      const emoji = parseEmoji(request.param('emoji_name'))
      const { message } = target(parts, request, PermissionFlagsBits.ReadMessageHistory)
      const first = !message.reactions.some((reaction) => sameEmoji(reaction.emoji, emoji))
      // Who joins a reaction that is there needs no permission to add one.
      if (first) channelOf(parts, request, PermissionFlagsBits.AddReactions)
      addReaction(parts, message, emoji, parts.world.bot.id)
      return none()
    },
    { rate: 'reaction' },
  ),
  del(
    `${base}/{emoji_name}/@me`,
    (parts, request) => {
      const { message } = target(parts, request)
      removeReaction(parts, message, parseEmoji(request.param('emoji_name')), parts.world.bot.id)
      return none()
    },
    { rate: 'reaction' },
  ),
  del(
    `${base}/{emoji_name}/{user_id}`,
    (parts, request) => {
      const { message } = target(parts, request, PermissionFlagsBits.ManageMessages)
      removeReaction(parts, message, parseEmoji(request.param('emoji_name')), request.param('user_id'))
      return none()
    },
    { rate: 'reaction' },
  ),
  get(`${base}/{emoji_name}`, (parts, request) => {
    const emoji = parseEmoji(request.param('emoji_name'))
    const { message } = target(parts, request, PermissionFlagsBits.ReadMessageHistory)
    const found = message.reactions.find((reaction) => sameEmoji(reaction.emoji, emoji))
    return ok([...(found?.userIds ?? [])].flatMap((id) => userOf(parts.world, id) ?? []))
  }),
  del(base, (parts, request) => {
    const { message } = target(parts, request, PermissionFlagsBits.ManageMessages)
    message.reactions = []
    showReactionsAnew(parts, message)
    return none()
  }),
  del(`${base}/{emoji_name}`, (parts, request) => {
    const emoji = parseEmoji(request.param('emoji_name'))
    const { message } = target(parts, request, PermissionFlagsBits.ManageMessages)
    message.reactions = message.reactions.filter((reaction) => !sameEmoji(reaction.emoji, emoji))
    showReactionsAnew(parts, message)
    return none()
  }),
]
