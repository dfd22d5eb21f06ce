import { open, readFile } from 'node:fs/promises'
import { UserError } from '#src/errors.ts'
import { unsupportedType } from './graph/checked-tensor.ts'
import { decoderOf } from './number-formats.ts'
import { readSafetensors } from './safetensors.ts'
import type { Weights } from './weights.ts'

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

/** Reads a single number of a network's weights, in F32, F16 or BF16. @throws UserError as `readTensor` */
export async function readNumber(weights: Weights, name: string): Promise<number> {
  const { data } = await readTensor(weights, name)
  const [number] = data
  if (number === undefined || data.length > 1) throw missing(weights, name)
  return number
}

/** Reads one tensor of a network's weights, in F32, F16 or BF16. @throws UserError `model-tensor-missing`, `model-tensor-type` */
export async function readTensor(weights: Weights, name: string): Promise<FloatTensor> {
  const place = weights.tensors.get(name)
  if (place === undefined) throw missing(weights, name)
  const { dtype, shape, offset, length } = place
  const decode = decoderOf(dtype)
  if (decode === undefined) throw unsupportedType(name, place)
  const file = await open(place.file)
  try {
    const { buffer } = await file.read(new Uint8Array(length), 0, length, offset)
    return { data: decode(buffer), shape }
  } finally {
    await file.close()
  }
}

function missing({ folder }: Weights, name: string): UserError {
  return new UserError('model-tensor-missing', `The weights in ${folder} lack ${name}; download them again.`, {
    folder,
    tensor: name,
  })
}
