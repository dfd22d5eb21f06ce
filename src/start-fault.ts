import type { Configuration } from './config.ts'
import { UserError } from './errors.ts'
import { startRefused as words } from './messages/refusals.ts'

/** Faults of files and folders; the port's and the network's have codes of their own. */
const ofFiles = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST', 'SQLITE_CANTOPEN', 'SQLITE_READONLY']
const ofTheNetwork = [
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ETIMEDOUT',
]

/** What failed at the start, as a sentence where whoever runs the bot can mend it; any other error as it is. */
export function startFault(
  error: unknown,
  {
    dataDir,
    local,
  }: Pick<Configuration, 'dataDir'> & { readonly local: Pick<Configuration['local'], 'host' | 'port'> },
): unknown {
  if (error instanceof UserError) return error
  for (const { code } of causesOf(error)) {
    const told = (name: string, sentence: string): UserError =>
      new UserError(name, sentence, { code }, { cause: error })
    if (code === 'TokenInvalid') return told('token-refused', words.token)
    if (code === 'EADDRINUSE') return told('port-taken', words.port(local.port))
    if (code === 'EADDRNOTAVAIL') return told('no-such-host', words.host(local.host))
    if (ofTheNetwork.includes(code)) return told('discord-unreachable', words.unreachable)
    if (ofFiles.includes(code)) return told('data-not-writable', words.data(dataDir, code))
  }
  return error
}

/** An error and what caused it, as far as they have codes. */
function* causesOf(error: unknown): Generator<{ readonly code: string }> {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') yield { code: cause.code }
  }
}
