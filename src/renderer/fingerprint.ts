import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'

const first = 2 ** 20
const samples = 64
const sampleBytes = 2 ** 14

/**
 * A hash of weight files that is the same on every machine and fast for files of any size. It covers each file's length, its
 * first MiB (the table of contents) and samples spread over the rest. Training changes nearly all weights, so samples
 * suffice to notice it.
 */
export async function fingerprintOf(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const path of files) {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      hash.update(`${basename(path)} ${size}\n`)
      const read = async (position: number, length: number): Promise<void> => {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
        hash.update(buffer.subarray(0, bytesRead))
      }
      await read(0, first)
      const step = Math.floor((size - first) / samples)
      if (step < 1) continue
      for (let i = 0; i < samples; i++) await read(first + i * step, Math.min(sampleBytes, step))
    } finally {
      await file.close()
    }
  }
  return hash.digest('hex').slice(0, 16)
}
