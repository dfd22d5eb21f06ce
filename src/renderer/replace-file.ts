import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'

/**
 * Writes a file of a cache so that readers see the old one or the new one, never half of one, even while several
 * processes write it. Not for what must survive a power cut.
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
