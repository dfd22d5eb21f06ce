import { InteractionType, MessageFlags, MessageType } from 'discord-api-types/v10'
import type { ServerContext } from '../server-context.ts'
import type { MessageDraft } from '../rules/message-draft.ts'
import type { StoredMessage } from '../world-types.ts'
import { createMessage } from '../world/messages.ts'
import type { StoredInteraction } from './interaction-registry.ts'

/** Adds an answer to an interaction to its channel: the first, or a follow-up. */
export function createReply(
  context: ServerContext,
  interaction: StoredInteraction,
  draft: MessageDraft,
  followUp = false,
): StoredMessage {
  const { world } = context
  const channel = world.channels.get(interaction.channelId)
  if (channel === undefined) throw new Error(`the channel ${interaction.channelId} of an interaction is gone`)
  const ephemeral = (draft.flags & MessageFlags.Ephemeral) !== 0
  const answered = followUp ? interaction.originalId : (interaction.sourceMessageId ?? interaction.targetMessageId)
  const metadata = interaction.metadata
  return createMessage(context, draft, {
    channel,
    author: world.bot,
    type: typeOf(interaction, followUp),
    visibleTo: ephemeral ? interaction.userId : null,
    interaction:
      followUp && metadata !== null && interaction.originalId !== null
        ? { ...metadata, original_response_message_id: interaction.originalId }
        : metadata,
    commandName: interaction.commandName,
    webhookId: world.applicationId,
    applicationId: world.applicationId,
    reference: answered === null ? null : { messageId: answered, channelId: channel.id },
  })
}

function typeOf({ type, targetMessageId, metadata }: StoredInteraction, followUp: boolean): MessageType {
  if (followUp || type !== InteractionType.ApplicationCommand) return MessageType.Reply
  const onUser = metadata?.type === InteractionType.ApplicationCommand && metadata.target_user !== undefined
  return targetMessageId !== null || onUser ? MessageType.ContextMenuCommand : MessageType.ChatInputCommand
}
