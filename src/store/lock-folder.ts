import Database from 'libsql'
import { UserError } from '#src/errors.ts'
import { storeRefused } from '#src/messages/refusals.ts'

/** Milliseconds to wait for a process that is just going. */
const patience = 2_000

/**
 * Keeps other processes out of a folder until the answer is called, or this process has ended, however: the lock is
 * the operating system's, on a database of its own that stays empty.
 *
 * @throws UserError `data-in-use`
 */
export function lockFolder(folder: string, file: string): () => void {
  const lock = new Database(file)
  try {
    lock.pragma(`busy_timeout = ${patience}`)
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY'))) throw error
    throw new UserError('data-in-use', storeRefused.inUse(folder), { folder }, { cause: error })
  }
  return () => {
    // Closing alone leaves the transaction, and the lock with it, to the garbage collector.
    lock.exec('ROLLBACK')
    lock.close()
  }
}
