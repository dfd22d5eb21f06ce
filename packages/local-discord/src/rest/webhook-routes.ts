import { MessageFlags, RESTJSONErrorCodes } from 'discord-api-types/v10'
import { discordError } from '../discord-error.ts'
import type { StoredInteraction } from '../interactions/interaction-registry.ts'
import { createReply } from '../interactions/create-reply.ts'
import type { ServerContext } from '../server-context.ts'
import { checkFollowUp, checkLateEdit, checkToken } from '../rules/interaction-limits.ts'
import { type MessageDraft, readEdit, readNewMessage } from '../rules/message-draft.ts'
import type { StoredMessage } from '../world-types.ts'
import { deleteMessage, editMessage } from '../world/messages.ts'
import { serializeMessage } from '../world/serialize-message.ts'
import { reopenForMessage, requireNotArchived } from './access.ts'
import { type ApiRequest, type Handler, type Route, del, get, none, ok, patch, post } from './route.ts'

function interactionOf(context: ServerContext, request: ApiRequest): StoredInteraction {
  const known =
    request.param('webhook_id') === context.world.applicationId
      ? context.interactions.byToken(request.param('webhook_token'))
      : undefined
  checkToken(known, context.clock.monotonic())
  return known
}

const channelOfInteraction = (context: ServerContext, { channelId }: StoredInteraction) =>
  context.world.channels.get(channelId)

/** A message that this interaction created, or whose component it came from. */
function messageOf(context: ServerContext, interaction: StoredInteraction, request: ApiRequest): StoredMessage {
  const asked = request.param('message_id')
  const id = asked === '@original' ? interaction.originalId : asked
  const message = id === null ? undefined : context.world.messages.get(interaction.channelId)?.get(id)
  const ours =
    message !== undefined && (message.id === interaction.originalId || message.interaction?.id === interaction.id)
  if (!ours) throw discordError(RESTJSONErrorCodes.UnknownMessage)
  return message
}

const show = (context: ServerContext, message: StoredMessage) =>
  ok(serializeMessage(context, message, context.origin()))

/**
 * A follow-up. After a deferral, the first one fills the deferred message instead
 * (https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message).
 */
const followUp: Handler = (context, request) => {
  const interaction = interactionOf(context, request)
  const draft = readNewMessage(request.json, request.uploads, { fileLimit: context.limits.fileSize, ephemeral: true })
  const waiting =
    interaction.waiting && interaction.originalId !== null
      ? context.world.messages.get(interaction.channelId)?.get(interaction.originalId)
      : undefined
  const channel = channelOfInteraction(context, interaction)
  if (waiting !== undefined) {
    requireNotArchived(channel)
    fill(context, interaction, waiting, { ...draft, flags: draft.flags & ~MessageFlags.Ephemeral })
    return show(context, waiting)
  }
  checkFollowUp(interaction.followUps, interaction.userInstallOnly)
  reopenForMessage(context, channel)
  interaction.followUps += 1
  return show(context, createReply(context, interaction, draft, true))
}

function fill(
  context: ServerContext,
  interaction: StoredInteraction,
  message: StoredMessage,
  draft: MessageDraft,
): void {
  const ephemeral = message.visibleTo === null ? 0 : MessageFlags.Ephemeral
  const wasLoading = (message.flags & MessageFlags.Loading) !== 0
  editMessage(context, message, { ...draft, flags: (draft.flags & ~MessageFlags.Loading) | ephemeral })
  // Discord does not show the filling of a deferred message as an edit.
  if (wasLoading) message.editedAt = null
  if (message.id === interaction.originalId) interaction.waiting = false
}

const edit: Handler = (context, request) => {
  const interaction = interactionOf(context, request)
  const message = messageOf(context, interaction, request)
  requireNotArchived(channelOfInteraction(context, interaction))
  checkLateEdit(message, context.clock.now(), context.limits.lateEdits)
  const draft = readEdit(request.json, request.uploads, message, {
    fileLimit: context.limits.fileSize,
    ephemeral: false,
  })
  fill(context, interaction, message, draft)
  return show(context, message)
}

const remove: Handler = (context, request) => {
  const interaction = interactionOf(context, request)
  const message = messageOf(context, interaction, request)
  requireNotArchived(channelOfInteraction(context, interaction))
  deleteMessage(context, message)
  if (message.id === interaction.originalId) {
    interaction.originalId = null
    interaction.waiting = false
  }
  return none()
}

const read: Handler = (context, request) => show(context, messageOf(context, interactionOf(context, request), request))

const token = { auth: 'token', rate: 'webhook' } as const

/** https://docs.discord.com/developers/interactions/receiving-and-responding#endpoints */
export const webhookRoutes: readonly Route[] = [
  post('/webhooks/{webhook_id}/{webhook_token}', followUp, token),
  get('/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}', read, token),
  patch('/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}', edit, token),
  del('/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}', remove, token),
]
