import { MessageType, PermissionFlagsBits } from 'discord-api-types/v10'
import { RefusedAction } from '../refused-action.ts'
import type { ServerContext } from '../server-context.ts'
import type { Upload } from '../rules/attachments.ts'
import { readNewMessage } from '../rules/message-draft.ts'
import { has } from '../rules/permissions.ts'
import type { StoredMessage } from '../world-types.ts'
import { announceChannel } from './channels.ts'
import { createMessage } from './messages.ts'
import { isThread, permissionsIn } from './visibility.ts'

interface PersonMessage {
  readonly personId: string
  readonly channelId: string
  readonly content: string
  readonly uploads: readonly Upload[]
}

/** A person writes a message. Throws a RefusedAction if Discord's app would not allow it. */
export function writeMessage(
  context: ServerContext,
  { personId, channelId, content, uploads }: PersonMessage,
): StoredMessage {
  const person = context.world.people.get(personId)
  const channel = context.world.channels.get(channelId)
  if (person === undefined || channel === undefined) throw new RefusedAction('There is no such person or channel.')
  const needed = isThread(channel) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages
  if (!has(permissionsIn(context.world, channel, personId), PermissionFlagsBits.ViewChannel | needed)) {
    throw new RefusedAction('You do not have permission to send messages in this channel.')
  }
  if (channel.archived) {
    const isModerator = has(permissionsIn(context.world, channel, personId), PermissionFlagsBits.ManageThreads)
    if (channel.locked && !isModerator)
      throw new RefusedAction('This thread is locked. Only moderators can open it again.')
    channel.archived = false
    announceChannel(context, channel, 'update')
  }
  const limits = { fileLimit: context.limits.fileSize, ephemeral: false }
  const draft = readNewMessage({ content }, uploads, limits)
  return createMessage(context, draft, { channel, author: person.user, type: MessageType.Default })
}
