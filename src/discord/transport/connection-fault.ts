import { faultsOf, UserError } from '#src/errors.ts'
import { discordRefused as words } from '#src/messages/refusals.ts'

/** The system's and undici's codes for what never reached Discord, or was cut off on the way. */
const ofTheNetwork: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_SOCKET',
])

/**
 * What lies between a program and Discord, as a sentence: a token that is none, no way there, an outage. Undefined for
 * every other error. Goes by codes and statuses alone, so that nobody has to load Discord's libraries to ask.
 */
export function connectionFault(error: unknown): UserError | undefined {
  for (const { code, status, message } of faultsOf(error)) {
    const told = (name: string, sentence: string): UserError =>
      new UserError(name, sentence, { code, status }, { cause: error })
    if (code === 'TokenInvalid' || status === 401) return told('token-refused', words.token)
    // A token with characters that no header may hold is refused before it is sent.
    if (code === 'UND_ERR_INVALID_ARG' && /authorization header/i.test(message))
      return told('token-refused', words.token)
    if (code !== undefined && ofTheNetwork.has(code)) return told('discord-unreachable', words.unreachable)
    if (status !== undefined && status >= 500) return told('discord-down', words.down(status))
  }
  return undefined
}
