import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf } from './errors.ts'

/**
 * Makes a folder and the missing ones above it. It fails where the file system accepts no folders, say in /proc; Node's
 * own `recursive` option tries for ever there.
 *
 * @throws Error with the system's code and the path
 */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  if (await made(path, mode)) return
  const parent = dirname(path)
  if (parent !== path) await makeFolder(parent)
  if (!(await made(path, mode)))
    throw Object.assign(new Error(`The folder ${path} cannot be made`), { code: 'ENOENT', path })
}

/** False where the folder above is missing. */
async function made(path: string, mode: number): Promise<boolean> {
  try {
    await mkdir(path, { mode })
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    if (codeOf(error) === 'EEXIST' && (await stat(path)).isDirectory()) return true
    throw error
  }
}
