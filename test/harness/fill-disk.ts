import { open } from 'node:fs/promises'
import { codeOf } from '#src/errors.ts'

/** Appends to a file until its disk has not one byte left. */
export async function fillDisk(path: string): Promise<void> {
  const file = await open(path, 'a')
  try {
    for (let size = 1_048_576; size >= 1; size /= 2) {
      while (await append(file, size)) continue
    }
  } finally {
    await file.close()
  }
}

async function append(file: { write(bytes: Uint8Array): Promise<unknown> }, size: number): Promise<boolean> {
  try {
    await file.write(new Uint8Array(size))
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOSPC') return false
    throw error
  }
}
