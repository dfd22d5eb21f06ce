import { MessageFlags, MessageType } from 'discord-api-types/v10'
import type { LocalMessage } from '../../page-protocol.ts'
import { daysBetween } from '../markdown/format-time.ts'

/** A message and how it is shown in the channel. */
export interface Row {
  readonly message: LocalMessage
  /** It follows soon after another message of its author, so the author is not shown again. */
  readonly compact: boolean
  /** The first message of its day. */
  readonly newDay: boolean
}

/** Messages of one author within this time share one heading, in milliseconds. */
const closeness = 7 * 60_000

/** Decides for each message, oldest first, whether it starts a group or a day. */
export function toRows(messages: readonly LocalMessage[]): readonly Row[] {
  return messages.map((message, index) => {
    const before = messages[index - 1]
    const time = Date.parse(message.timestamp)
    const newDay = before === undefined || daysBetween(Date.parse(before.timestamp), time) !== 0
    return { message, newDay, compact: !newDay && before !== undefined && continues(before, message) }
  })
}

function continues(before: LocalMessage, message: LocalMessage): boolean {
  return (
    before.author.id === message.author.id &&
    commandOf(message) === null &&
    (message.referenced_message ?? null) === null &&
    isEphemeral(before) === isEphemeral(message) &&
    Date.parse(message.timestamp) - Date.parse(before.timestamp) < closeness
  )
}

export function isEphemeral(message: LocalMessage): boolean {
  return ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0
}

export function isLoading(message: LocalMessage): boolean {
  return message.loading === true || ((message.flags ?? 0) & MessageFlags.Loading) !== 0
}

/** The command that a message answers, such as "/generate" or "Describe", and who used it, or null if it answers none. */
export function commandOf(
  message: LocalMessage,
): { readonly user: LocalMessage['author']; readonly name: string | null } | null {
  const isMenu = message.type === MessageType.ContextMenuCommand || isFromMenu(message.interaction_metadata)
  const user = message.interaction?.user ?? message.interaction_metadata?.user
  const name = message.commandName ?? message.interaction?.name ?? null
  if (user === undefined || (!isMenu && message.type !== MessageType.ChatInputCommand && name === null)) return null
  return { user, name: name === null || isMenu ? name : `/${name}` }
}

/** Whether it came from a context menu, directly or through a form that the menu opened. */
function isFromMenu(metadata: LocalMessage['interaction_metadata']): boolean {
  if (metadata === undefined) return false
  const began = 'triggering_interaction_metadata' in metadata ? metadata.triggering_interaction_metadata : metadata
  return 'target_message_id' in began || 'target_user' in began
}
