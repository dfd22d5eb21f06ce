import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '#src/errors.ts'

/**
 * Removes a file that nothing needs any more, where another process may store the same file at this moment: it is moved
 * aside first, and comes back if its row has meanwhile. Whoever stores a file looks once more whether it is there after
 * writing the row, so that one of both notices.
 *
 * @param aside a folder on the same disk that only this process uses
 * @param isWanted whether there is a row for the file
 */
export async function discardFile(
  path: string,
  { aside, isWanted }: { readonly aside: string; readonly isWanted: () => Promise<boolean> },
): Promise<void> {
  const moved = join(aside, `${path.slice(path.lastIndexOf('/') + 1)}.discarded`)
  try {
    await rename(path, moved)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  if (await isWanted()) await rename(moved, path)
  else await rm(moved)
}
