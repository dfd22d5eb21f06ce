import { open, rename } from 'node:fs/promises'
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
  const file = await open(temporary, 'w', mode)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
  await syncFolder(dirname(path))
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
