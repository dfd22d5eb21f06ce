import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { statOf } from './size-of.ts'

/** Free bytes at a folder that may not exist yet, and the number of its file system. */
export async function freeSpace(folder: string): Promise<{ readonly free: number; readonly device: number }> {
  const found = await statOf(folder)
  if (found === undefined && dirname(folder) !== folder) return freeSpace(dirname(folder))
  const { bavail, bsize } = await statfs(folder)
  return { free: bavail * bsize, device: found?.dev ?? 0 }
}
