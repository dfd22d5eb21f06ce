import { relative } from 'node:path'
import type { Configuration } from './config.ts'
import { connectionFault } from './discord/transport/connection-fault.ts'
import { type Fault, faultsOf, UserError } from './errors.ts'
import { startRefused as words, storeRefused } from './messages/refusals.ts'

/** The facts that sentences about a failed start name. */
export interface StartPlace extends Pick<Configuration, 'dataDir'> {
  readonly local: Pick<Configuration['local'], 'host' | 'port'>
}

/** Turns a failed start into a sentence if the operator can fix it. Returns other errors unchanged. */
export function startFault(error: unknown, place: StartPlace): unknown {
  if (error instanceof UserError) return error
  for (const fault of faultsOf(error)) {
    const refusal = refusalOf(fault, place)
    if (refusal !== undefined)
      return new UserError(refusal.code, refusal.message, { code: fault.code }, { cause: error })
  }
  return connectionFault(error) ?? error
}

interface StartRefusal {
  readonly code: string
  readonly message: string
}

function refusalOf(fault: Fault, { dataDir, local }: StartPlace): StartRefusal | undefined {
  const { code, syscall } = fault
  if (code === 'EADDRINUSE') return { code: 'port-taken', message: words.port(local.port) }
  if (code === 'EADDRNOTAVAIL') return { code: 'no-such-host', message: words.host(local.host) }
  if (code === 'EACCES' && syscall === 'listen') {
    return { code: 'port-not-allowed', message: words.portNotAllowed(local.port) }
  }
  if (code === undefined || !concernsData(fault, dataDir)) return undefined
  return { code: 'data-not-writable', message: storeRefused.notWritable(dataDir, code) }
}

const databaseCodes = ['SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_FULL', 'SQLITE_IOERR']

/** Whether the data folder failed. A full disk names no path. */
function concernsData({ code, path }: Fault, dataDir: string): boolean {
  if (code === undefined) return false
  if (code === 'ENOSPC' || databaseCodes.includes(code)) return true
  return path !== undefined && !relative(dataDir, path).startsWith('..') && /^E[A-Z]+$/.test(code)
}
