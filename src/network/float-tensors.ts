import { readFile } from 'node:fs/promises'
import { readSafetensors } from './safetensors.ts'

/** A tensor in memory. */
export interface FloatTensor {
  readonly data: Float32Array
  readonly shape: readonly number[]
}

/** Reads every F32 tensor of a small safetensors file. @throws UserError as `readSafetensors` */
export async function readFloatTensors(path: string): Promise<ReadonlyMap<string, FloatTensor>> {
  const { file, tensors } = await readSafetensors(path)
  const bytes = await readFile(file)
  const found = new Map<string, FloatTensor>()
  for (const [name, { dtype, shape, offset, length }] of tensors) {
    if (dtype !== 'F32') continue
    // A copy, since float32 views must begin at a multiple of four bytes.
    const own = bytes.buffer.slice(bytes.byteOffset + offset, bytes.byteOffset + offset + length)
    found.set(name, { data: new Float32Array(own), shape })
  }
  return found
}
