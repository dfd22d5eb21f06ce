import { PermissionFlagsBits, RESTJSONErrorCodes } from 'discord-api-types/v10'
import { z } from 'zod'
import { discordError, invalidForm } from '../discord-error.ts'
import type { Parts } from '../parts.ts'
import { parseForm } from '../rules/form.ts'
import { checkLateEdit } from '../rules/interactions.ts'
import { type MessageDraft, readEdit, readNewMessage } from '../rules/message.ts'
import { has, requirePermissions } from '../rules/permissions.ts'
import { compareSnowflakes } from '../snowflake.ts'
import type { StoredChannel, StoredMessage } from '../world-types.ts'
import { createMessage, deleteMessage, editMessage } from '../world/messages.ts'
import { showMessage } from '../world/show-message.ts'
import { permissionsIn } from '../world/sight.ts'
import { channelOf, messageIn, sendPermission } from './access.ts'
import { type Handler, type Route, del, get, none, ok, patch, post } from './route.ts'

const show = (parts: Parts, message: StoredMessage) => showMessage(parts, message, parts.origin())

/** How long a nonce is remembered: "in the past few minutes", says Discord. */
const NONCE_LIVES = 5 * 60 * 1000
const BULK_DELETE_AGE = 14 * 24 * 60 * 60 * 1000

/** https://docs.discord.com/developers/resources/message#create-message */
const create: Handler = (parts, request) => {
  const channel = channelOf(parts, request)
  const permissions = permissionsIn(parts.world, channel, parts.world.bot.id)
  requirePermissions(permissions, sendPermission(channel))
  if (channel.archived && channel.locked) throw discordError(RESTJSONErrorCodes.InvalidActionOnArchivedThread)
  const draft = readNewMessage(request.json, request.uploads, { fileLimit: parts.limits.fileSize, ephemeral: false })
  if (draft.attachments.length > 0) requirePermissions(permissions, PermissionFlagsBits.AttachFiles)
  const twin = draft.enforceNonce && draft.nonce !== null ? byNonce(parts, channel, draft.nonce) : undefined
  if (twin !== undefined) return ok(show(parts, twin))
  const message = createMessage(parts, draft, {
    channel,
    author: parts.world.bot,
    reference: referenceOf(parts, channel, draft, permissions),
  })
  if (channel.archived) channel.archived = false
  return ok(show(parts, message))
}

function byNonce(parts: Parts, channel: StoredChannel, nonce: string | number): StoredMessage | undefined {
  const recent = parts.clock.now() - NONCE_LIVES
  return [...(parts.world.messages.get(channel.id)?.values() ?? [])].find(
    (message) =>
      message.nonce !== null &&
      String(message.nonce) === String(nonce) &&
      message.author.id === parts.world.bot.id &&
      message.createdAt >= recent,
  )
}

function referenceOf(
  parts: Parts,
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
  const target = parts.world.messages.get(channel.id)?.get(reference.messageId)
  if (target !== undefined && target.visibleTo === null) return { messageId: target.id, channelId: channel.id }
  if (!reference.failIfMissing) return null
  throw invalidForm([
    { path: ['message_reference'], code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' },
  ])
}

/** https://docs.discord.com/developers/resources/message#get-channel-messages: newest first. */
const list: Handler = (parts, request) => {
  const channel = channelOf(parts, request)
  if (!has(permissionsIn(parts.world, channel, parts.world.bot.id), PermissionFlagsBits.ReadMessageHistory)) {
    return ok([])
  }
  const asked = Number(request.query.get('limit') ?? 50)
  if (!Number.isInteger(asked) || asked < 1 || asked > 100) {
    throw invalidForm([{ path: ['limit'], code: 'NUMBER_TYPE_MAX', message: 'int value should be between 1 and 100.' }])
  }
  const all = [...(parts.world.messages.get(channel.id)?.values() ?? [])].filter(({ visibleTo }) => visibleTo === null)
  return ok(page(all, request.query, asked).map((message) => show(parts, message)))
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
const edit: Handler = (parts, request) => {
  const channel = channelOf(parts, request)
  const message = messageIn(parts, channel, request.param('message_id'))
  if (message.author.id !== parts.world.bot.id) {
    throw discordError(RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser)
  }
  checkLateEdit(message, parts.clock.now(), parts.limits.lateEdits)
  const draft = readEdit(request.json, request.uploads, message, { fileLimit: parts.limits.fileSize, ephemeral: false })
  editMessage(parts, message, draft)
  return ok(show(parts, message))
}

const remove: Handler = (parts, request) => {
  const channel = channelOf(parts, request)
  const message = messageIn(parts, channel, request.param('message_id'))
  if (message.author.id !== parts.world.bot.id) {
    requirePermissions(permissionsIn(parts.world, channel, parts.world.bot.id), PermissionFlagsBits.ManageMessages)
  }
  deleteMessage(parts, message)
  return none()
}

const bulkDelete: Handler = (parts, request) => {
  const channel = channelOf(parts, request, PermissionFlagsBits.ManageMessages)
  const { messages } = parseForm(z.object({ messages: z.array(z.string()) }), request.json)
  if (messages.length < 2 || messages.length > 100) {
    throw discordError(RESTJSONErrorCodes.ProvidedTooFewOrTooManyMessagesToDelete)
  }
  const found = messages.flatMap((id) => parts.world.messages.get(channel.id)?.get(id) ?? [])
  if (found.some(({ createdAt }) => parts.clock.now() - createdAt > BULK_DELETE_AGE)) {
    throw discordError(RESTJSONErrorCodes.OneOfTheMessagesProvidedWasTooOldForBulkDelete)
  }
  for (const message of found) deleteMessage(parts, message)
  return none()
}

const base = '/channels/{channel_id}/messages'

export const messageRoutes: readonly Route[] = [
  get(base, list),
  post(base, create, { rate: 'messageWrite' }),
  post(`${base}/bulk-delete`, bulkDelete, { rate: 'messageDelete' }),
  get(`${base}/{message_id}`, (parts, request) => {
    const channel = channelOf(parts, request, PermissionFlagsBits.ReadMessageHistory)
    return ok(show(parts, messageIn(parts, channel, request.param('message_id'))))
  }),
  patch(`${base}/{message_id}`, edit, { rate: 'messageWrite' }),
  del(`${base}/{message_id}`, remove, { rate: 'messageDelete' }),
  post('/channels/{channel_id}/typing', (parts, request) => {
    const channel = channelOf(parts, request)
    requirePermissions(permissionsIn(parts.world, channel, parts.world.bot.id), sendPermission(channel))
    return none()
  }),
]
