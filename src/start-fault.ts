import type { Configuration } from './config.ts'
import { connectionFault } from './discord/transport/connection-fault.ts'
import { faultsOf, UserError } from './errors.ts'
import { startRefused as words } from './messages/refusals.ts'

/** Faults of files and folders; the port's have codes of their own. */
const ofFiles = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST', 'SQLITE_CANTOPEN', 'SQLITE_READONLY']

/** What failed at the start, as a sentence where whoever runs the bot can mend it; any other error as it is. */
export function startFault(
  error: unknown,
  {
    dataDir,
    local,
  }: Pick<Configuration, 'dataDir'> & { readonly local: Pick<Configuration['local'], 'host' | 'port'> },
): unknown {
  if (error instanceof UserError) return error
  for (const { code } of faultsOf(error)) {
    const told = (name: string, sentence: string): UserError =>
      new UserError(name, sentence, { code }, { cause: error })
    if (code === 'EADDRINUSE') return told('port-taken', words.port(local.port))
    if (code === 'EADDRNOTAVAIL') return told('no-such-host', words.host(local.host))
    if (code !== undefined && ofFiles.includes(code)) return told('data-not-writable', words.data(dataDir, code))
  }
  return connectionFault(error) ?? error
}
