import { stat } from 'node:fs/promises'
import { codeOf } from '#src/errors.ts'

/** The size of a file in bytes; 0 where there is none. */
export async function sizeOf(path: string): Promise<number> {
  return (await statOf(path))?.size ?? 0
}

/** Size, time of change and device of a file, or undefined if there is none. */
export async function statOf(
  path: string,
): Promise<{ readonly size: number; readonly mtimeMs: number; readonly dev: number } | undefined> {
  try {
    return await stat(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined
    throw error
  }
}
