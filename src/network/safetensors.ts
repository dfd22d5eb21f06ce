import { open, realpath } from 'node:fs/promises'
import { UserError } from '#src/errors.ts'
import { isMissing } from './config-file.ts'

/** The bytes per number of each format. Networks refuse formats that they cannot load. */
const bytesPer = {
  F32: 4,
  F16: 2,
  BF16: 2,
  F64: 8,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U8: 1,
  BOOL: 1,
  F8_E4M3: 1,
  F8_E5M2: 1,
} as const

/** A number format by its name in safetensors files. */
export type Dtype = keyof typeof bytesPer

/** The place of a tensor: bytes [offset, offset + length) of a file. */
export interface TensorPlace {
  readonly dtype: Dtype
  readonly shape: readonly number[]
  /** The file itself, with symbolic links resolved. */
  readonly file: string
  /** Bytes from the start of the file. */
  readonly offset: number
  readonly length: number
}

/** The header of a safetensors file. */
export interface Safetensors {
  /** The file itself, with symbolic links resolved. */
  readonly file: string
  readonly size: number
  readonly modified: number
  readonly tensors: ReadonlyMap<string, TensorPlace>
}

/** The format's own limit for a header, in bytes. */
const maxHeaderBytes = 100_000_000

/**
 * Reads the header of a safetensors file: a length in eight bytes, JSON, then the tensors' bytes end to end.
 *
 * @throws UserError `model-file-missing`, `model-file-truncated` or `model-file-broken`, naming the file
 */
export async function readSafetensors(path: string): Promise<Safetensors> {
  let file: string
  try {
    file = await realpath(path)
  } catch (error) {
    if (!isMissing(error)) throw error
    throw new UserError('model-file-missing', `The model is incomplete: ${path} is missing; download it again.`, {
      file: path,
    })
  }
  const handle = await open(file)
  try {
    const { size, mtimeMs } = await handle.stat()
    const headerLength = await read(8, 0).then((bytes) => Number(bytes.readBigUInt64LE()))
    if (headerLength > maxHeaderBytes) throw broken(path, 'its header has no sensible length')
    const start = 8 + headerLength
    if (start > size) throw truncated(path, start, size)
    const tensors = parseHeader(path, (await read(headerLength, 8)).toString('utf8'), file, start)
    const end = [...tensors.values()].reduce(
      (furthest, { offset, length }) => Math.max(furthest, offset + length),
      start,
    )
    if (end > size) throw truncated(path, end, size)
    if (end < size) throw broken(path, `it has ${size - end} bytes that belong to no tensor`)
    return { file, size, modified: mtimeMs, tensors }

    async function read(length: number, position: number): Promise<Buffer> {
      if (position + length > size) throw truncated(path, position + length, size)
      const buffer = Buffer.alloc(length)
      const { bytesRead } = await handle.read(buffer, 0, length, position)
      if (bytesRead < length) throw truncated(path, position + length, position + bytesRead)
      return buffer
    }
  } finally {
    await handle.close()
  }
}

function parseHeader(path: string, text: string, file: string, start: number): Map<string, TensorPlace> {
  let header: unknown
  try {
    header = JSON.parse(text)
  } catch {
    throw broken(path, 'its header is not JSON')
  }
  if (typeof header !== 'object' || header === null) throw broken(path, 'its header is not a table')
  const tensors = new Map<string, TensorPlace>()
  for (const [name, entry] of Object.entries(header)) {
    if (name !== '__metadata__') tensors.set(name, place(path, name, entry, file, start))
  }
  return tensors
}

// Checked by hand, since a large model has thousands of these entries.
function place(path: string, name: string, entry: unknown, file: string, start: number): TensorPlace {
  if (
    typeof entry !== 'object' ||
    entry === null ||
    !('dtype' in entry) ||
    !('shape' in entry) ||
    !('data_offsets' in entry)
  ) {
    throw broken(path, `its entry for ${name} lacks a dtype, shape or data_offsets`)
  }
  const { dtype, shape, data_offsets: offsets } = entry
  if (typeof dtype !== 'string' || !isDtype(dtype)) throw broken(path, `${name} has the unknown dtype ${String(dtype)}`)
  if (!isCounts(shape)) throw broken(path, `${name} has no valid shape`)
  if (!isCounts(offsets)) throw broken(path, `${name} has no valid data_offsets`)
  const [from, to] = offsets
  const length = shape.reduce((product, size) => product * size, bytesPer[dtype])
  if (from === undefined || to === undefined || to - from !== length) {
    throw broken(path, `the bytes of ${name} do not match its shape`)
  }
  return { dtype, shape, file, offset: start + from, length }
}

function isDtype(value: string): value is Dtype {
  return Object.hasOwn(bytesPer, value)
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0)
}

function truncated(file: string, expected: number, size: number): UserError {
  return new UserError(
    'model-file-truncated',
    `The weights ${file} are cut short: ${expected} bytes are expected and ${size} are there; download the file again.`,
    { file, expected, size },
  )
}

function broken(file: string, reason: string): UserError {
  return new UserError('model-file-broken', `The weights ${file} cannot be read: ${reason}; download the file again.`, {
    file,
    reason,
  })
}
