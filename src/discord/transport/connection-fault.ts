import { faultsOf, UserError } from '#src/errors.ts'
import { discordRefused as words } from '#src/messages/refusals.ts'
import { networkCodes } from '#src/network-codes.ts'

/**
 * Turns an error of the connection to Discord into one for people: a wrong token, no connection, an outage. Undefined
 * for any other error. It only looks at codes, statuses and messages, so it does not need Discord's libraries.
 */
export function connectionFault(error: unknown): UserError | undefined {
  for (const { code, status, message } of faultsOf(error)) {
    const fault = (name: string, sentence: string): UserError =>
      new UserError(name, sentence, { code, status }, { cause: error })
    if (code === 'TokenInvalid' || status === 401) return fault('token-refused', words.token)
    // A token with characters that a header cannot hold is refused before it is sent.
    if (code === 'UND_ERR_INVALID_ARG' && /authorization header/i.test(message))
      return fault('token-refused', words.token)
    if (message.startsWith('Not enough sessions remaining')) return fault('too-many-starts', words.tooManyStarts)
    if (code !== undefined && networkCodes.has(code)) return fault('discord-unreachable', words.unreachable)
    if (status !== undefined && status >= 500) return fault('discord-down', words.down(status))
  }
  return undefined
}
