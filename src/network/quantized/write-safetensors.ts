import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Dtype } from '../safetensors.ts'

/** A tensor to be written. */
export interface PlannedTensor {
  readonly name: string
  readonly dtype: Dtype
  readonly shape: readonly number[]
  /** The length in bytes. */
  readonly length: number
}

/** Bytes of planned tensors, in the order of the plan; a long tensor may come in pieces. */
export type TensorBytes = AsyncIterable<Uint8Array>

/**
 * Writes a safetensors file piece by piece, so that it may be larger than the memory, and gives it its name only when it is complete.
 * Until then it is called `FILE.PID.new` after the process that writes it.
 *
 * @throws RangeError where the bytes do not fill the plan
 */
export async function writeSafetensors(
  file: string,
  tensors: readonly PlannedTensor[],
  content: TensorBytes,
): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const half = `${file}.${process.pid}.new`
  try {
    const handle = await open(half, 'w')
    try {
      const header = headerOf(tensors)
      const planned = header.length + tensors.reduce((sum, { length }) => sum + length, 0)
      await writeAll(handle, header)
      let written = header.length
      for await (const piece of content) {
        await writeAll(handle, piece)
        written += piece.length
      }
      if (written !== planned) throw new RangeError(`${planned} bytes were planned and ${written} came`)
      // A name must not point to a file that a power cut leaves half empty.
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(half, file)
  } catch (error) {
    await rm(half, { force: true })
    throw error
  }
}

function headerOf(tensors: readonly PlannedTensor[]): Uint8Array {
  let offset = 0
  const entries = tensors.map(({ name, dtype, shape, length }) => {
    const begin = offset
    offset += length
    return [name, { dtype, shape, data_offsets: [begin, offset] }] as const
  })
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)))
  // The format asks for a header whose length is a multiple of eight, filled with spaces.
  const length = Math.ceil(json.length / 8) * 8
  const header = new Uint8Array(8 + length).fill(0x20)
  new DataView(header.buffer).setBigUint64(0, BigInt(length), true)
  header.set(json, 8)
  return header
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, at)
    at += bytesWritten
  }
}
