import Database from 'libsql'
import { codeOf, UserError } from '#src/errors.ts'
import { storeRefused } from '#src/messages/refusals.ts'
import { notWritable } from './prepare-folder.ts'

/** Milliseconds to wait for a process that is about to end. */
const timeout = 2_000

/**
 * Keeps other processes out of a folder until the returned function is called or this process has ended, in whatever
 * way. The lock is the operating system's, on a database of its own that stays empty.
 *
 * @throws UserError `data-in-use`, `data-not-writable`
 */
export function lockFolder(folder: string, file: string): () => void {
  const lock = open(folder, file)
  try {
    lock.pragma(`busy_timeout = ${timeout}`)
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (codeOf(error)?.startsWith('SQLITE_BUSY') !== true) throw notWritable(folder, error)
    throw new UserError('data-in-use', storeRefused.inUse(folder), { folder }, { cause: error })
  }
  let held = true
  return () => {
    if (!held) return
    held = false
    // Closing alone leaves the transaction, and the lock with it, to the garbage collector.
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
