import type { LocalMessage } from '../../page-protocol.ts'
import type { History } from './state.ts'

/** Snowflakes in the order they were made: longer ones are younger, equal lengths compare as text. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}

/** Puts a message into its place, or in the place of an older version of itself. */
export function placeMessage(messages: readonly LocalMessage[], message: LocalMessage): readonly LocalMessage[] {
  const at = messages.findIndex((known) => known.id === message.id)
  if (at >= 0) return messages.with(at, message)
  let after = messages.length
  while (after > 0 && compareIds(messages[after - 1]?.id ?? '', message.id) > 0) after -= 1
  return messages.toSpliced(after, 0, message)
}

/** Replaces a message that is loaded; one that is not stays out, so that no gap opens in the history. */
export function replaceMessage(messages: readonly LocalMessage[], message: LocalMessage): readonly LocalMessage[] {
  const at = messages.findIndex((known) => known.id === message.id)
  return at < 0 ? messages : messages.with(at, message)
}

/** Older messages before those that are loaded; a message in both is kept as it is loaded. */
export function prependMessages(
  messages: readonly LocalMessage[],
  older: readonly LocalMessage[],
): readonly LocalMessage[] {
  const known = new Set(messages.map((message) => message.id))
  return [...older.filter((message) => !known.has(message.id)), ...messages]
}

/**
 * The newest page of a channel joined to what was loaded before: older messages stay if no gap lies between, and
 * so do those that arrived while the page was on its way. What the page lacks in its own span was deleted.
 */
export function joinNewest(history: History, page: readonly LocalMessage[], complete: boolean): History {
  const first = page[0]?.id ?? ''
  const last = page.at(-1)?.id ?? ''
  const arrived = history.messages.filter(({ id }) => compareIds(id, last) > 0 && compareIds(id, history.through) > 0)
  const overlaps = page.length > 0 && compareIds(history.through, first) >= 0
  const older = overlaps ? history.messages.filter(({ id }) => compareIds(id, first) < 0) : []
  return {
    messages: [...older, ...page, ...arrived],
    status: 'ready',
    complete: complete || (overlaps && history.complete),
    through: history.through,
  }
}

/** A changed copy of one channel's history, or the same object where nothing changed. */
export function withMessages(history: History, messages: readonly LocalMessage[]): History {
  return messages === history.messages ? history : { ...history, messages }
}
