import { MessageFlags, RESTJSONErrorCodes } from 'discord-api-types/v10'
import { discordError } from '../discord-error.ts'
import type { StoredInteraction } from '../interactions/interactions.ts'
import { createReply } from '../interactions/reply.ts'
import type { Parts } from '../parts.ts'
import { checkFollowUp, checkLateEdit, checkToken } from '../rules/interactions.ts'
import { type MessageDraft, readEdit, readNewMessage } from '../rules/message.ts'
import type { StoredMessage } from '../world-types.ts'
import { deleteMessage, editMessage } from '../world/messages.ts'
import { showMessage } from '../world/show-message.ts'
import { type ApiRequest, type Handler, type Route, del, get, none, ok, patch, post } from './route.ts'

function interactionOf(parts: Parts, request: ApiRequest): StoredInteraction {
  const known =
    request.param('webhook_id') === parts.world.applicationId
      ? parts.interactions.byToken(request.param('webhook_token'))
      : undefined
  checkToken(known, parts.clock.now())
  return known
}

/** A message that this interaction made, or whose component it came from. */
function messageOf(parts: Parts, interaction: StoredInteraction, request: ApiRequest): StoredMessage {
  const asked = request.param('message_id')
  const id = asked === '@original' ? interaction.originalId : asked
  const message = id === null ? undefined : parts.world.messages.get(interaction.channelId)?.get(id)
  const ours =
    message !== undefined && (message.id === interaction.originalId || message.interaction?.id === interaction.id)
  if (!ours) throw discordError(RESTJSONErrorCodes.UnknownMessage)
  return message
}

const show = (parts: Parts, message: StoredMessage) => ok(showMessage(parts, message, parts.origin()))

/**
 * A follow-up. After a deferral the first one fills the waiting message instead
 * (https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message).
 */
const followUp: Handler = (parts, request) => {
  const interaction = interactionOf(parts, request)
  const draft = readNewMessage(request.json, request.uploads, { fileLimit: parts.limits.fileSize, ephemeral: true })
  const waiting =
    interaction.waiting && interaction.originalId !== null
      ? parts.world.messages.get(interaction.channelId)?.get(interaction.originalId)
      : undefined
  if (waiting !== undefined) {
    fill(parts, interaction, waiting, { ...draft, flags: draft.flags & ~MessageFlags.Ephemeral })
    return show(parts, waiting)
  }
  checkFollowUp(interaction.followUps, interaction.userInstallOnly)
  interaction.followUps += 1
  return show(parts, createReply(parts, interaction, draft, true))
}

function fill(parts: Parts, interaction: StoredInteraction, message: StoredMessage, draft: MessageDraft): void {
  const ephemeral = message.visibleTo === null ? 0 : MessageFlags.Ephemeral
  const wasLoading = (message.flags & MessageFlags.Loading) !== 0
  editMessage(parts, message, { ...draft, flags: (draft.flags & ~MessageFlags.Loading) | ephemeral })
  // Filling the waiting message is its beginning, not an edit that Discord would show as one.
  if (wasLoading) message.editedAt = null
  if (message.id === interaction.originalId) interaction.waiting = false
}

const edit: Handler = (parts, request) => {
  const interaction = interactionOf(parts, request)
  const message = messageOf(parts, interaction, request)
  checkLateEdit(message, parts.clock.now(), parts.limits.lateEdits)
  const draft = readEdit(request.json, request.uploads, message, { fileLimit: parts.limits.fileSize, ephemeral: false })
  fill(parts, interaction, message, draft)
  return show(parts, message)
}

const remove: Handler = (parts, request) => {
  const interaction = interactionOf(parts, request)
  const message = messageOf(parts, interaction, request)
  deleteMessage(parts, message)
  if (message.id === interaction.originalId) {
    interaction.originalId = null
    interaction.waiting = false
  }
  return none()
}

const read: Handler = (parts, request) => show(parts, messageOf(parts, interactionOf(parts, request), request))

const token = { auth: 'token', rate: 'webhook' } as const

/** https://docs.discord.com/developers/interactions/receiving-and-responding#endpoints */
export const webhookRoutes: readonly Route[] = [
  post('/webhooks/{webhook_id}/{webhook_token}', followUp, token),
  get('/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}', read, token),
  patch('/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}', edit, token),
  del('/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}', remove, token),
]
