import { MessageType, PermissionFlagsBits } from 'discord-api-types/v10'
import { RefusedAction } from '../refused-action.ts'
import type { Parts } from '../parts.ts'
import type { Upload } from '../rules/attachments.ts'
import { readNewMessage } from '../rules/message.ts'
import { has } from '../rules/permissions.ts'
import type { StoredMessage } from '../world-types.ts'
import { createMessage } from './messages.ts'
import { isThread, permissionsIn } from './sight.ts'

export interface Writing {
  readonly personId: string
  readonly channelId: string
  readonly content: string
  readonly uploads: readonly Upload[]
}

/** A person writes a message. Throws a RefusedAction where Discord's app would not let them. */
export function writeAs(parts: Parts, { personId, channelId, content, uploads }: Writing): StoredMessage {
  const person = parts.world.people.get(personId)
  const channel = parts.world.channels.get(channelId)
  if (person === undefined || channel === undefined) throw new RefusedAction('There is no such person or channel.')
  const needed = isThread(channel) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages
  if (!has(permissionsIn(parts.world, channel, personId), PermissionFlagsBits.ViewChannel | needed)) {
    throw new RefusedAction('You do not have permission to send messages in this channel.')
  }
  const limits = { fileLimit: parts.limits.fileSize, ephemeral: false }
  const draft = readNewMessage({ content }, uploads, limits)
  return createMessage(parts, draft, { channel, author: person.user, type: MessageType.Default })
}
