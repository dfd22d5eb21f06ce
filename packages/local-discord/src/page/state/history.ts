import type { LocalMessage } from '../../page-protocol.ts'
import type { History } from './state.ts'

/** Compares snowflakes by age: longer ones are newer, equal lengths compare as text. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}

/** Inserts a message in order, or replaces an older version of it. */
export function placeMessage(messages: readonly LocalMessage[], message: LocalMessage): readonly LocalMessage[] {
  const at = messages.findIndex((known) => known.id === message.id)
  if (at >= 0) return messages.with(at, message)
  let after = messages.length
  while (after > 0 && compareIds(messages[after - 1]?.id ?? '', message.id) > 0) after -= 1
  return messages.toSpliced(after, 0, message)
}

/** Replaces a loaded message. A message that is not loaded is ignored, so that the history has no gap. */
export function replaceMessage(messages: readonly LocalMessage[], message: LocalMessage): readonly LocalMessage[] {
  const at = messages.findIndex((known) => known.id === message.id)
  return at < 0 ? messages : messages.with(at, message)
}

/** Puts older messages before the loaded ones. If a message is in both, the loaded version stays. */
export function prependMessages(
  messages: readonly LocalMessage[],
  older: readonly LocalMessage[],
): readonly LocalMessage[] {
  const known = new Set(messages.map((message) => message.id))
  return [...older.filter((message) => !known.has(message.id)), ...messages]
}

/**
 * Joins the newest page of a channel to what was loaded before. Older messages stay if there is no gap between, and so do
 * messages that arrived while the page was loading. A message missing from the page's own range was deleted.
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

/** The history with other messages, or the same object if nothing changed. */
export function withMessages(history: History, messages: readonly LocalMessage[]): History {
  return messages === history.messages ? history : { ...history, messages }
}
