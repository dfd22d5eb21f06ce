import { UserError } from '#src/errors.ts'
import { queueRefused as words } from '#src/messages/refusals.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'

/** The person has enough waiting; the sentence says what. */
export function tooManyWaiting(waiting: readonly DrawRequest[]): UserError {
  const names = waiting.slice(0, 3).map(labelOf)
  const rest = waiting.length - names.length
  const list = rest > 0 ? words.andMore(names.join(', '), rest) : names.join(', ')
  return new UserError('too-many-waiting', words.tooMany({ waiting: waiting.length, list }), {
    waiting: waiting.length,
  })
}

export function queueClosed(): UserError {
  return new UserError('queue-closed', words.closed)
}

export function pictureUnreadable(sha256: string): UserError {
  return new UserError('not-a-picture', words.unreadable, { sha256 })
}

/** A few words that a person recognises their wish by. */
function labelOf(request: DrawRequest): string {
  const words = textOf(request)
  const short = words.length > 40 ? `${words.slice(0, 39)}…` : words
  return short === '' ? request.mode : `“${short}”`
}

function textOf(request: DrawRequest): string {
  switch (request.mode) {
    case 'anagram':
      return request.readings.map(({ prompt }) => prompt).join(' / ')
    case 'hybrid':
      return request.parts.map(({ prompt }) => prompt).join(' / ')
    case 'compare':
      return textOf(request.of)
    case 'generate':
    case 'edit':
    case 'inpaint':
    case 'denoise':
    case 'upscale':
    case 'style':
      return request.prompt ?? ''
    default:
      return request satisfies never
  }
}
