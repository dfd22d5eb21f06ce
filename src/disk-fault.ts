import { faultsOf, UserError } from './errors.ts'
import { queueRefused as words } from './messages/refusals.ts'

const full: readonly string[] = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL']
const unwritable: readonly string[] = ['EROFS', 'SQLITE_READONLY', 'SQLITE_IOERR', 'SQLITE_CANTOPEN']
/** What these mean depends on the call: a connection may be refused with them as well. */
const unwritableFile: readonly string[] = ['EPERM', 'EACCES', 'EIO']
const fileCalls: readonly string[] = [
  'open',
  'write',
  'fsync',
  'rename',
  'mkdir',
  'unlink',
  'rm',
  'ftruncate',
  'copyfile',
]

/**
 * The sentence for an error because the disk of the data folder is full or cannot be written at the moment. Undefined for any
 * other error.
 */
export function diskFault(error: unknown): UserError | undefined {
  for (const { code = '', syscall = '' } of faultsOf(error)) {
    if (full.includes(code)) return new UserError('disk-full', words.diskFull, { code }, { cause: error })
    const concernsFile = unwritableFile.includes(code) && fileCalls.includes(syscall)
    if (concernsFile || unwritable.some((name) => code === name || code.startsWith(`${name}_`)))
      return new UserError('disk-unwritable', words.diskUnwritable, { code }, { cause: error })
  }
  return undefined
}
