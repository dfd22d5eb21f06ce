import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

export interface DurableFileOptions {
  /** The temporary file, on the same disk. The final name never refers to a half-written file. */
  readonly temporary: string
  /** Permission bits, such as 0o600. */
  readonly mode: number
}

/**
 * Writes a file atomically: after a kill or a power cut it is either complete or absent. When the promise resolves, the
 * file is on the disk.
 */
export async function writeDurably(
  path: string,
  bytes: Uint8Array | string,
  { temporary, mode }: DurableFileOptions,
): Promise<void> {
  try {
    await writeWhole(temporary, bytes, mode)
    await rename(temporary, path)
  } catch (error) {
    // On a full disk half of a file would take the room that is missing.
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
  await syncFolder(dirname(path))
}

async function writeWhole(path: string, bytes: Uint8Array | string, mode: number): Promise<void> {
  const file = await open(path, 'w', mode)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Syncs the folder, since the new name must reach the disk too. Windows cannot open folders and does not need this. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
