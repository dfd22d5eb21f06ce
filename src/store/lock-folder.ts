import Database from 'libsql'
import { codeOf, UserError } from '#src/errors.ts'
import { storeRefused } from '#src/messages/refusals.ts'
import { notWritable } from './prepare-folder.ts'

/** Milliseconds to wait for another process that is about to end. */
const timeout = 2_000

/**
 * Locks a folder against other processes until the returned function is called or this process ends, however it ends.
 * The lock is the operating system's, on an empty database of its own. With `isShared`, several processes may have the folder
 * at once if all of them say so.
 *
 * @throws UserError `data-in-use`, `data-not-writable`
 */
export function lockFolder(
  folder: string,
  file: string,
  { isShared = false }: { readonly isShared?: boolean } = {},
): () => void {
  const lock = open(folder, file)
  try {
    lock.pragma(`busy_timeout = ${timeout}`)
    lock.exec(isShared ? 'BEGIN' : 'BEGIN EXCLUSIVE')
    // Reading begins the shared lock.
    if (isShared) lock.prepare('SELECT count(*) FROM sqlite_master').all()
  } catch (error) {
    lock.close()
    if (codeOf(error)?.startsWith('SQLITE_BUSY') !== true) throw notWritable(folder, error)
    throw new UserError('data-in-use', storeRefused.inUse(folder), { folder }, { cause: error })
  }
  let held = true
  return () => {
    if (!held) return
    held = false
    // Closing alone would leave the transaction, and thereby the lock, to the garbage collector.
    lock.exec('ROLLBACK')
    lock.close()
  }
}

function open(folder: string, file: string): Database.Database {
  try {
    return new Database(file)
  } catch (error) {
    throw notWritable(folder, error)
  }
}
