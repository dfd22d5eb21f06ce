import { type FileHandle, open } from 'node:fs/promises'
import { UserError } from '#src/errors.ts'
import { decoderOf } from '../number-formats.ts'
import type { TensorPlace } from '../safetensors.ts'
import type { Weights } from '../weights.ts'
import { bitsOf, blockSize, groupsOf, type QuantizedForm, quantizedNames as names } from './forms.ts'
import { blocksPerRow, quantizeBlocks, quantizeInt8 } from './quantize-matrix.ts'
import { type PlannedTensor, writeSafetensors } from './write-safetensors.ts'

/** Bytes that are copied at once. */
const pieceBytes = 2 ** 24

/**
 * Writes a copy of a network's weights whose matrices are quantised. Tensors are read one at a time, so that this takes little more
 * memory than the largest one.
 *
 * @param isMatrix which tensors are quantised; the others are copied
 * @throws UserError `model-tensor-type` where a matrix has a format without weights
 */
export async function quantizeWeights(
  weights: Weights,
  file: string,
  form: QuantizedForm,
  isMatrix: (tensor: string) => boolean,
): Promise<void> {
  const tensors = [...weights.tensors].map(([name, place]) => ({ name, place, quantized: isMatrix(name) }))
  const plan = tensors.flatMap(({ name, place, quantized }) =>
    quantized ? planMatrix(name, place, form) : [{ name, ...place }],
  )
  await writeSafetensors(file, plan, pieces())

  async function* pieces(): AsyncGenerator<Uint8Array> {
    const handles = new Map<string, FileHandle>()
    try {
      for (const { name, place, quantized } of tensors) {
        const handle = handles.get(place.file) ?? (await open(place.file))
        handles.set(place.file, handle)
        if (quantized) yield* quantizedPieces(await readMatrix(handle, name, place), place, form)
        else yield* copiedPieces(handle, place)
      }
    } finally {
      for (const handle of handles.values()) await handle.close()
    }
  }
}

/** The bytes of the file that `quantizeWeights` would write, without its header. */
export function quantizedBytes(weights: Weights, form: QuantizedForm, isMatrix: (tensor: string) => boolean): number {
  return [...weights.tensors]
    .flatMap(([name, place]) => (isMatrix(name) ? planMatrix(name, place, form) : [{ name, ...place }]))
    .reduce((sum, { length }) => sum + length, 0)
}

function planMatrix(name: string, { shape }: TensorPlace, form: QuantizedForm): PlannedTensor[] {
  const [outputs = 0, inputs = 0] = shape
  if (form === 'int8') {
    return groupsOf(inputs).flatMap((size, group): PlannedTensor[] => [
      { name: names.int8(name, group), dtype: 'I8', shape: [size, outputs], length: size * outputs },
      { name: names.int8Scale(name, group), dtype: 'F32', shape: [outputs], length: 4 * outputs },
    ])
  }
  const blocks = blocksPerRow(inputs)
  const bytes = (blockSize * bitsOf[form]) / 8
  return [
    { name: names.blocks(name), dtype: 'U8', shape: [outputs, blocks, bytes], length: outputs * blocks * bytes },
    { name: names.blocksScale(name), dtype: 'F32', shape: [outputs, blocks], length: 4 * outputs * blocks },
  ]
}

function* quantizedPieces(matrix: Float32Array, { shape }: TensorPlace, form: QuantizedForm): Generator<Uint8Array> {
  const [, inputs = 0] = shape
  if (form !== 'int8') {
    const { weights, scales } = quantizeBlocks(matrix, inputs, bitsOf[form])
    yield weights
    yield bytesOf(scales)
    return
  }
  let from = 0
  for (const count of groupsOf(inputs)) {
    const { weights, scales } = quantizeInt8(matrix, { inputs, from, count })
    yield bytesOf(weights)
    yield bytesOf(scales)
    from += count
  }
}

async function readMatrix(handle: FileHandle, name: string, place: TensorPlace): Promise<Float32Array> {
  const decode = decoderOf(place.dtype)
  if (decode === undefined || place.shape.length !== 2) {
    throw new UserError(
      'model-tensor-type',
      `${name} in ${place.file} has the number format ${place.dtype}, which cannot be quantised; use weights in F32, F16 or BF16.`,
      { file: place.file, tensor: name, dtype: place.dtype },
    )
  }
  return decode(await read(handle, place.offset, place.length))
}

async function* copiedPieces(handle: FileHandle, { offset, length }: TensorPlace): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < length; at += pieceBytes) {
    yield await read(handle, offset + at, Math.min(pieceBytes, length - at))
  }
}

async function read(handle: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length;) {
    const { bytesRead } = await handle.read(bytes, at, length - at, position + at)
    if (bytesRead === 0) throw new RangeError('a file of weights became shorter while it was read')
    at += bytesRead
  }
  return bytes
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Int8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
