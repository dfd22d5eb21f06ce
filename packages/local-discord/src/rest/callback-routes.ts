import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10'
import { z } from 'zod'
import { textOf } from '../rules/text.ts'
import { createReply } from '../interactions/create-reply.ts'
import type { StoredInteraction } from '../interactions/interaction-registry.ts'
import type { ServerContext } from '../server-context.ts'
import { parseForm } from '../rules/form.ts'
import { checkAcknowledgement, checkCallbackType } from '../rules/interaction-limits.ts'
import { emptyDraft, readEdit, readNewMessage } from '../rules/message-draft.ts'
import { readModal } from '../rules/modals.ts'
import type { StoredMessage } from '../world-types.ts'
import { editMessage } from '../world/messages.ts'
import { serializeMessage } from '../world/serialize-message.ts'
import { reopenForMessage, requireNotArchived } from './access.ts'
import { type ApiRequest, type Handler, type Route, none, ok, post } from './route.ts'

const callback = z.object({ type: z.int(), data: z.unknown().optional() })
const choices = z.object({
  choices: z
    .array(
      z.object({
        name: textOf(1, 100),
        name_localizations: z.record(z.string(), textOf(0, 100)).nullish(),
        value: z.union([textOf(1, 100), z.number()]),
      }),
    )
    .max(25),
})

/** https://docs.discord.com/developers/interactions/receiving-and-responding#create-interaction-response */
const respond: Handler = (context, request) => {
  const interaction = context.interactions.byId(request.param('interaction_id'))
  const known = interaction?.token === request.param('interaction_token') ? interaction : undefined
  checkAcknowledgement(known, context.clock.monotonic())
  const { type, data } = parseForm(callback, request.json)
  checkCallbackType(known.type, known.sourceMessageId !== null, type)
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- numbers of the API's own, checked when they came in
  const message = carryOut(context, known, type, data, request)
  context.interactions.acknowledge(known)
  if (request.query.get('with_response') !== 'true') return none()
  return ok({
    interaction: {
      id: known.id,
      type: known.type,
      ...(message === null
        ? {}
        : {
            response_message_id: message.id,
            response_message_loading: (message.flags & MessageFlags.Loading) !== 0,
            response_message_ephemeral: message.visibleTo !== null,
          }),
    },
    ...(message === null ? {} : { resource: { type, message: serializeMessage(context, message, context.origin()) } }),
  })
}

function carryOut(
  context: ServerContext,
  interaction: StoredInteraction,
  type: InteractionResponseType,
  data: unknown,
  { uploads }: ApiRequest,
): StoredMessage | null {
  const limits = { fileLimit: context.limits.fileSize, ephemeral: true }
  const channel = context.world.channels.get(interaction.channelId)
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the others need nothing
  switch (type) {
    case InteractionResponseType.ChannelMessageWithSource: {
      const draft = readNewMessage(data, uploads, limits)
      reopenForMessage(context, channel)
      const message = createReply(context, interaction, draft)
      interaction.originalId = message.id
      return message
    }
    case InteractionResponseType.DeferredChannelMessageWithSource: {
      const flags = parseForm(z.object({ flags: z.int().nullish() }).nullish(), data)?.flags ?? 0
      // A deferral accepts only the Ephemeral flag. Components V2 is set by the edit that fills the message.
      const loading = MessageFlags.Loading | (flags & MessageFlags.Ephemeral)
      reopenForMessage(context, channel)
      const message = createReply(context, interaction, { ...emptyDraft, flags: loading })
      interaction.originalId = message.id
      interaction.waiting = true
      return message
    }
    case InteractionResponseType.DeferredMessageUpdate:
      interaction.originalId = interaction.sourceMessageId
      return null
    case InteractionResponseType.UpdateMessage: {
      interaction.originalId = interaction.sourceMessageId
      const source = sourceOf(context, interaction)
      if (source === null) return null
      requireNotArchived(channel)
      editMessage(context, source, readEdit(data, uploads, source, limits))
      return source
    }
    case InteractionResponseType.ApplicationCommandAutocompleteResult: {
      const offered = parseForm(choices, data, ['data']).choices
      const { userId, nonce } = interaction
      context.viewers.send((viewer) =>
        viewer.personId === userId
          ? { type: 'choices', nonce, choices: offered.map(({ name, value }) => ({ name, value })) }
          : null,
      )
      return null
    }
    case InteractionResponseType.Modal: {
      const modal = readModal(data)
      const { userId, nonce, channelId, sourceMessageId, metadata, commandName, userInstallOnly } = interaction
      const modalId = context.nextId()
      const owners = metadata?.authorizing_integration_owners ?? {}
      context.interactions.openModal({
        id: modalId,
        modal,
        userId,
        channelId,
        sourceMessageId,
        metadata,
        commandName,
        userInstallOnly,
        owners: { ...owners },
      })
      context.viewers.send((viewer) => (viewer.personId === userId ? { type: 'modal', nonce, modalId, modal } : null))
      return null
    }
    default:
      return null
  }
}

function sourceOf(context: ServerContext, { channelId, sourceMessageId }: StoredInteraction): StoredMessage | null {
  return sourceMessageId === null ? null : (context.world.messages.get(channelId)?.get(sourceMessageId) ?? null)
}

export const callbackRoutes: readonly Route[] = [
  post('/interactions/{interaction_id}/{interaction_token}/callback', respond, { auth: 'token' }),
]
