import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readSafetensors } from '#src/network/safetensors.ts'

/** The folder of the committed networks and their answers, made by models/train/golden/network.py. */
export const golden = fileURLToPath(new URL('golden', import.meta.url))

/** A tensor of a golden file, read whole. */
export interface GoldenTensor {
  readonly data: Float32Array
  readonly shape: readonly number[]
}

/** Reads every tensor of a folder's `golden.safetensors`; whole numbers come as float32 too. */
export async function readGolden(name: string): Promise<ReadonlyMap<string, GoldenTensor>> {
  const { file, tensors } = await readSafetensors(join(golden, name, 'golden.safetensors'))
  const bytes = await readFile(file)
  return new Map(
    [...tensors].map(([key, { dtype, shape, offset, length }]) => {
      const own = bytes.buffer.slice(bytes.byteOffset + offset, bytes.byteOffset + offset + length)
      return [key, { data: dtype === 'I32' ? Float32Array.from(new Int32Array(own)) : new Float32Array(own), shape }]
    }),
  )
}

/** The largest difference between two lists of numbers; infinite where their lengths differ. */
export function farthest(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Infinity
  return a.reduce((most, value, index) => Math.max(most, Math.abs(value - (b[index] ?? NaN))), 0)
}
