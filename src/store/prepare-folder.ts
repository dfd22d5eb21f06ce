import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, UserError } from '#src/errors.ts'
import { makeFolder } from '#src/make-folder.ts'
import { storeRefused } from '#src/messages/refusals.ts'

/**
 * Makes the data folder if it is missing, and checks that files can be written in it.
 *
 * @throws UserError `data-not-writable`
 */
export async function prepareFolder(folder: string): Promise<void> {
  const probe = join(folder, 'write-test')
  try {
    await makeFolder(folder)
    await writeFile(probe, '')
    // Another process of the bot may try at this moment.
    await rm(probe, { force: true })
  } catch (error) {
    throw notWritable(folder, error)
  }
}

/** The error of a data folder in which nothing can be written. */
export function notWritable(folder: string, error: unknown): UserError {
  const reason = codeOf(error) || (error instanceof Error ? error.message : String(error))
  return new UserError('data-not-writable', storeRefused.notWritable(folder, reason), { reason }, { cause: error })
}
