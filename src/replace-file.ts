import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'

/**
 * Replaces a cache file atomically. Readers see either the old or the new content, even if several processes write it. The
 * file may be lost in a power cut.
 */
export async function replaceFile(path: string, content: Uint8Array | string): Promise<void> {
  const half = `${path}.${randomUUID()}.new`
  try {
    await writeFile(half, content)
    await rename(half, path)
  } catch (error) {
    await rm(half, { force: true })
    throw error
  }
}
