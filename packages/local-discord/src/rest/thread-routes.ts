import { ChannelType, PermissionFlagsBits, RESTJSONErrorCodes } from 'discord-api-types/v10'
import { z } from 'zod'
import { textOf } from '../rules/text.ts'
import { discordError } from '../discord-error.ts'
import type { ServerContext } from '../server-context.ts'
import { parseForm } from '../rules/form.ts'
import { readNewMessage } from '../rules/message-draft.ts'
import type { StoredChannel } from '../world-types.ts'
import { openThread } from '../world/channels.ts'
import { createMessage } from '../world/messages.ts'
import { serializeChannel, serializeThread } from '../world/serialize-channel.ts'
import { serializeMessage } from '../world/serialize-message.ts'
import { isThread } from '../world/visibility.ts'
import { channelOf, guildOf, messageIn, requireNotArchived } from './access.ts'
import { type ApiRequest, type Handler, type Route, created, del, get, none, ok, post, put } from './route.ts'

const common = {
  name: textOf(1, 100),
  auto_archive_duration: z.literal([60, 1440, 4320, 10_080]).nullish(),
  rate_limit_per_user: z.int().min(0).max(21_600).nullish(),
}
const fromMessage = z.object(common)
const bare = z.object({
  ...common,
  type: z.literal([ChannelType.PublicThread, ChannelType.PrivateThread]).default(ChannelType.PrivateThread),
  invitable: z.boolean().nullish(),
})
const forumPost = z.object({
  ...common,
  applied_tags: z.array(z.string()).max(5).nullish(),
  message: z.unknown().optional(),
})

/** The thread takes its message's id, so a message can have one only. https://docs.discord.com/developers/resources/channel#start-thread-from-message */
const startFromMessage: Handler = (context, request) => {
  const parent = channelOf(context, request, PermissionFlagsBits.CreatePublicThreads)
  const message = messageIn(context, parent, request.param('message_id'))
  if (message.threadId !== null) throw discordError(RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage)
  if (parent.guildId === null || isThread(parent)) {
    throw discordError(RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType)
  }
  const form = parseForm(fromMessage, request.json)
  const thread = openThread(context, {
    id: message.id,
    parent,
    type: ChannelType.PublicThread,
    name: form.name,
    autoArchiveMinutes: form.auto_archive_duration ?? 4320,
    slowmode: form.rate_limit_per_user ?? 0,
    appliedTags: [],
  })
  message.threadId = thread.id
  return created(serializeChannel(context.world, thread))
}

/** https://docs.discord.com/developers/resources/channel#start-thread-without-message; in a forum, with its first message. */
const start: Handler = (context, request) => {
  const parent = channelOf(context, request)
  if (parent.guildId === null || isThread(parent)) {
    throw discordError(RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType)
  }
  if (parent.type === ChannelType.GuildForum) return startPost(context, request, parent)
  const form = parseForm(bare, request.json)
  channelOf(
    context,
    request,
    form.type === ChannelType.PrivateThread
      ? PermissionFlagsBits.CreatePrivateThreads
      : PermissionFlagsBits.CreatePublicThreads,
  )
  const thread = openThread(context, {
    id: context.nextId(),
    parent,
    type: form.type,
    name: form.name,
    autoArchiveMinutes: form.auto_archive_duration ?? 4320,
    slowmode: form.rate_limit_per_user ?? 0,
    appliedTags: [],
  })
  return created(serializeChannel(context.world, thread))
}

function startPost(context: ServerContext, request: ApiRequest, parent: StoredChannel) {
  const form = parseForm(forumPost, request.json)
  const limits = { fileLimit: context.limits.fileSize, ephemeral: false }
  const draft = readNewMessage(form.message ?? {}, request.uploads, limits)
  const thread = openThread(context, {
    id: context.nextId(),
    parent,
    type: ChannelType.PublicThread,
    name: form.name,
    autoArchiveMinutes: form.auto_archive_duration ?? 4320,
    slowmode: form.rate_limit_per_user ?? 0,
    appliedTags: form.applied_tags ?? [],
  })
  const message = createMessage(context, draft, { id: thread.id, channel: thread, author: context.world.bot })
  return created({ ...serializeThread(thread), message: serializeMessage(context, message, context.origin()) })
}

function threadOf(context: ServerContext, request: ApiRequest): StoredChannel {
  const channel = channelOf(context, request)
  if (!isThread(channel)) throw discordError(RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType)
  return channel
}

const member = (thread: StoredChannel, userId: string) => ({
  id: thread.id,
  user_id: userId,
  join_timestamp: new Date(thread.createdAt).toISOString(),
  flags: 0,
})

const memberId = (context: ServerContext, request: ApiRequest) => {
  const asked = request.param('user_id')
  return asked === '' || asked === '@me' ? context.world.bot.id : asked
}

const join: Handler = (context, request) => {
  const thread = threadOf(context, request)
  requireNotArchived(thread)
  thread.members.add(memberId(context, request))
  return none()
}

const leave: Handler = (context, request) => {
  const thread = threadOf(context, request)
  requireNotArchived(thread)
  thread.members.delete(memberId(context, request))
  return none()
}

const list =
  (keep: (thread: StoredChannel, request: ApiRequest) => boolean, more: object): Handler =>
  (context, request) => {
    if (request.param('guild_id') === '') channelOf(context, request)
    else guildOf(context, request)
    const threads = [...context.world.channels.values()].filter((one) => isThread(one) && keep(one, request))
    return ok({
      threads: threads.map((thread) => serializeThread(thread)),
      members: threads
        .filter(({ members }) => members.has(context.world.bot.id))
        .map((thread) => member(thread, context.world.bot.id)),
      ...more,
    })
  }

const archived = (type: ChannelType) =>
  list(
    (thread, request) => thread.archived && thread.type === type && thread.parentId === request.param('channel_id'),
    { has_more: false },
  )

/** https://docs.discord.com/developers/resources/channel#start-thread-from-message and what follows it */
export const threadRoutes: readonly Route[] = [
  post('/channels/{channel_id}/messages/{message_id}/threads', startFromMessage),
  post('/channels/{channel_id}/threads', start),
  get('/channels/{channel_id}/threads/archived/public', archived(ChannelType.PublicThread)),
  get('/channels/{channel_id}/threads/archived/private', archived(ChannelType.PrivateThread)),
  get(
    '/guilds/{guild_id}/threads/active',
    list((thread, request) => !thread.archived && thread.guildId === request.param('guild_id'), { has_more: false }),
  ),
  get('/channels/{channel_id}/thread-members', (context, request) => {
    const thread = threadOf(context, request)
    return ok([...thread.members].map((userId) => member(thread, userId)))
  }),
  put('/channels/{channel_id}/thread-members/@me', join),
  del('/channels/{channel_id}/thread-members/@me', leave),
  put('/channels/{channel_id}/thread-members/{user_id}', join),
  del('/channels/{channel_id}/thread-members/{user_id}', leave),
]
