import { UserError } from '#src/errors.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'

/** The person has enough waiting; the sentence says what. */
export function tooManyWaiting(waiting: readonly DrawRequest[]): UserError {
  const names = waiting.slice(0, 3).map(labelOf)
  const rest = waiting.length - names.length
  const list = rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ')
  return new UserError(
    'too-many-waiting',
    `You already have ${waiting.length} pictures waiting (${list}); let one finish, or cancel one.`,
    { waiting: waiting.length },
  )
}

export function queueClosed(): UserError {
  return new UserError('queue-closed', 'The bot is about to restart; ask again in a minute.')
}

export function pictureUnreadable(sha256: string): UserError {
  return new UserError('not-a-picture', 'An attached file is not a picture that can be read; attach another one.', {
    sha256,
  })
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
