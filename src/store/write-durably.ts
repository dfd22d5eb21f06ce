import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

export interface DurableFileOptions {
  /** Where the file grows, on the same disk; never seen under its own name half written. */
  readonly temporary: string
  /** Permission bits, say 0o600. */
  readonly mode: number
}

/** Writes a file so that after a kill or a power cut it is there whole or not at all; on the disk when it resolves. */
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

/** The new name itself must reach the disk too; Windows cannot open folders and needs no such thing. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
