import { UserError } from '#src/errors.ts'
import { queueRefused as words } from '#src/messages/refusals.ts'
import { fill } from '#src/messages/template.ts'
import { type DrawRequest, modeOf } from '#src/requests/draw-request.ts'

/** The error for a person with too many waiting jobs. Its sentence lists them. */
export function tooManyWaiting(waiting: readonly DrawRequest[]): UserError {
  const names = waiting.slice(0, 3).map(labelOf)
  const rest = waiting.length - names.length
  const facts = { waiting: waiting.length, list: names.join(', ') }
  const sentence = rest > 0 ? fill(words.tooManyToList, { ...facts, rest }) : fill(words.tooMany, facts)
  return new UserError('too-many-waiting', sentence, { waiting: waiting.length })
}

export function queueClosed(): UserError {
  return new UserError('queue-closed', words.closed)
}

export function pictureUnreadable(sha256: string): UserError {
  return new UserError('not-a-picture', words.unreadable, { sha256 })
}

/** A few words by which a person recognises a request. */
function labelOf(request: DrawRequest): string {
  const words = modeOf(request)
    .prompts(request)
    .map(({ prompt }) => prompt)
    .join(' / ')
  const letters = Array.from(words)
  const short = letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : words
  return short === '' ? request.mode : `“${short}”`
}
