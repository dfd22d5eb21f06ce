import { PermissionFlagsBits, RESTJSONErrorCodes } from 'discord-api-types/v10'
import { z } from 'zod'
import { discordError, invalidForm } from '../discord-error.ts'
import type { ServerContext } from '../server-context.ts'
import { parseForm } from '../rules/form.ts'
import { checkLateEdit } from '../rules/interaction-limits.ts'
import { type MessageDraft, readEdit, readNewMessage } from '../rules/message-draft.ts'
import { has, requirePermissions } from '../rules/permissions.ts'
import { compareSnowflakes } from '../snowflake.ts'
import type { StoredChannel, StoredMessage } from '../world-types.ts'
import { createMessage, deleteMessage, editMessage } from '../world/messages.ts'
import { serializeMessage } from '../world/serialize-message.ts'
import { permissionsIn } from '../world/visibility.ts'
import { channelOf, messageIn, reopenForMessage, requireNotArchived, sendPermission } from './access.ts'
import { type Handler, type Route, del, get, none, ok, patch, post } from './route.ts'

const show = (context: ServerContext, message: StoredMessage) => serializeMessage(context, message, context.origin())

/** How long a nonce is remembered: "in the past few minutes", says Discord. */
const NONCE_LIFETIME = 5 * 60 * 1000
const BULK_DELETE_AGE = 14 * 24 * 60 * 60 * 1000

/** https://docs.discord.com/developers/resources/message#create-message */
const create: Handler = (context, request) => {
  const channel = channelOf(context, request)
  const permissions = permissionsIn(context.world, channel, context.world.bot.id)
  requirePermissions(permissions, sendPermission(channel))
  const draft = readNewMessage(request.json, request.uploads, { fileLimit: context.limits.fileSize, ephemeral: false })
  if (draft.attachments.length > 0) requirePermissions(permissions, PermissionFlagsBits.AttachFiles)
  const duplicate = draft.enforceNonce && draft.nonce !== null ? byNonce(context, channel, draft.nonce) : undefined
  if (duplicate !== undefined) return ok(show(context, duplicate))
  const reference = referenceOf(context, channel, draft, permissions)
  reopenForMessage(context, channel)
  const message = createMessage(context, draft, {
    channel,
    author: context.world.bot,
    reference,
  })
  return ok(show(context, message))
}

function byNonce(context: ServerContext, channel: StoredChannel, nonce: string | number): StoredMessage | undefined {
  const recent = context.clock.now() - NONCE_LIFETIME
  return [...(context.world.messages.get(channel.id)?.values() ?? [])].find(
    (message) =>
      message.nonce !== null &&
      String(message.nonce) === String(nonce) &&
      message.author.id === context.world.bot.id &&
      message.createdAt >= recent,
  )
}

function referenceOf(
  context: ServerContext,
  channel: StoredChannel,
  { reference }: MessageDraft,
  permissions: bigint,
): StoredMessage['reference'] {
  if (reference === null) return null
  if (!has(permissions, PermissionFlagsBits.ReadMessageHistory)) {
    throw invalidForm([
      {
        path: ['message_reference'],
        code: 'REPLIES_CANNOT_REPLY_WITHOUT_READ_MESSAGE_HISTORY',
        message: 'Cannot reply without permission to read message history',
      },
    ])
  }
  const target = context.world.messages.get(channel.id)?.get(reference.messageId)
  if (target !== undefined && target.visibleTo === null) return { messageId: target.id, channelId: channel.id }
  if (!reference.failIfMissing) return null
  throw invalidForm([
    { path: ['message_reference'], code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' },
  ])
}

/** https://docs.discord.com/developers/resources/message#get-channel-messages: newest first. */
const list: Handler = (context, request) => {
  const channel = channelOf(context, request)
  if (!has(permissionsIn(context.world, channel, context.world.bot.id), PermissionFlagsBits.ReadMessageHistory)) {
    return ok([])
  }
  const asked = Number(request.query.get('limit') ?? 50)
  if (!Number.isInteger(asked) || asked < 1 || asked > 100) {
    throw invalidForm([{ path: ['limit'], code: 'NUMBER_TYPE_MAX', message: 'int value should be between 1 and 100.' }])
  }
  const all = [...(context.world.messages.get(channel.id)?.values() ?? [])].filter(
    ({ visibleTo }) => visibleTo === null,
  )
  return ok(page(all, request.query, asked).map((message) => show(context, message)))
}

function page(all: readonly StoredMessage[], query: URLSearchParams, limit: number): StoredMessage[] {
  const [around, before, after] = [query.get('around'), query.get('before'), query.get('after')]
  if (around !== null) {
    const from = all.findIndex(({ id }) => compareSnowflakes(id, around) >= 0)
    const start = Math.max(0, from - Math.floor(limit / 2))
    return all.slice(start, start + limit).toReversed()
  }
  if (before !== null)
    return all
      .filter(({ id }) => compareSnowflakes(id, before) < 0)
      .slice(-limit)
      .toReversed()
  if (after !== null)
    return all
      .filter(({ id }) => compareSnowflakes(id, after) > 0)
      .slice(0, limit)
      .toReversed()
  return all.slice(-limit).toReversed()
}

/** https://docs.discord.com/developers/resources/message#edit-message */
const edit: Handler = (context, request) => {
  const channel = channelOf(context, request)
  const message = messageIn(context, channel, request.param('message_id'))
  if (message.author.id !== context.world.bot.id) {
    throw discordError(RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser)
  }
  requireNotArchived(channel)
  checkLateEdit(message, context.clock.now(), context.limits.lateEdits)
  const draft = readEdit(request.json, request.uploads, message, {
    fileLimit: context.limits.fileSize,
    ephemeral: false,
  })
  editMessage(context, message, draft)
  return ok(show(context, message))
}

const remove: Handler = (context, request) => {
  const channel = channelOf(context, request)
  const message = messageIn(context, channel, request.param('message_id'))
  if (message.author.id !== context.world.bot.id) {
    requirePermissions(permissionsIn(context.world, channel, context.world.bot.id), PermissionFlagsBits.ManageMessages)
  }
  requireNotArchived(channel)
  deleteMessage(context, message)
  return none()
}

const bulkDelete: Handler = (context, request) => {
  const channel = channelOf(context, request, PermissionFlagsBits.ManageMessages)
  const { messages } = parseForm(z.object({ messages: z.array(z.string()) }), request.json)
  if (messages.length < 2 || messages.length > 100) {
    throw discordError(RESTJSONErrorCodes.ProvidedTooFewOrTooManyMessagesToDelete)
  }
  const found = messages.flatMap((id) => context.world.messages.get(channel.id)?.get(id) ?? [])
  if (found.some(({ createdAt }) => context.clock.now() - createdAt > BULK_DELETE_AGE)) {
    throw discordError(RESTJSONErrorCodes.OneOfTheMessagesProvidedWasTooOldForBulkDelete)
  }
  requireNotArchived(channel)
  for (const message of found) deleteMessage(context, message)
  return none()
}

const base = '/channels/{channel_id}/messages'

export const messageRoutes: readonly Route[] = [
  get(base, list),
  post(base, create, { rate: 'messageWrite' }),
  post(`${base}/bulk-delete`, bulkDelete, { rate: 'messageDelete' }),
  get(`${base}/{message_id}`, (context, request) => {
    const channel = channelOf(context, request, PermissionFlagsBits.ReadMessageHistory)
    return ok(show(context, messageIn(context, channel, request.param('message_id'))))
  }),
  patch(`${base}/{message_id}`, edit, { rate: 'messageWrite' }),
  del(`${base}/{message_id}`, remove, { rate: 'messageDelete' }),
  post('/channels/{channel_id}/typing', (context, request) => {
    const channel = channelOf(context, request)
    requirePermissions(permissionsIn(context.world, channel, context.world.bot.id), sendPermission(channel))
    return none()
  }),
]
