import { blockSize } from './forms.ts'

/** A matrix of 8 bit with the scale of each output. */
export interface Int8Matrix {
  /** [inputs, outputs], as ONNX multiplies from the left. */
  readonly weights: Int8Array
  /** [outputs] */
  readonly scales: Float32Array
}

/** Rows that are transposed at once. A cache line holds as many codes. */
const rowsAtOnce = 64

/**
 * Rounds some inputs of a matrix to 8 bit, symmetrically, with a scale for each output.
 *
 * @param matrix [outputs, inputs], as torch stores it
 * @param from the first input
 * @param count the number of inputs
 */
export function quantizeInt8(
  matrix: Float32Array,
  { inputs, from, count }: { readonly inputs: number; readonly from: number; readonly count: number },
): Int8Matrix {
  const outputs = matrix.length / inputs
  const weights = new Int8Array(count * outputs)
  const scales = new Float32Array(outputs)
  // Rows a power of two apart would share the same few lines of the cache.
  const stride = count + rowsAtOnce
  const tile = new Int8Array(rowsAtOnce * stride)
  for (let first = 0; first < outputs; first += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, outputs - first)
    for (let row = 0; row < rows; row++) {
      const start = (first + row) * inputs + from
      const scale = Math.abs(extreme(matrix, start, start + count)) / 127
      scales[first + row] = scale
      roundTo(tile, row * stride, matrix, { start, count, factor: scale === 0 ? 0 : 1 / scale })
    }
    for (let input = 0; input < count; input++) {
      const to = input * outputs + first
      for (let row = 0; row < rows; row++) weights[to + row] = tile[row * stride + input] ?? 0
    }
  }
  return { weights, scales }
}

/** Rounds numbers times a factor, which are at most 127 in magnitude. Truncating a positive number is the fastest way to round. */
function roundTo(
  codes: Int8Array,
  at: number,
  numbers: Float32Array,
  { start, count, factor }: { readonly start: number; readonly count: number; readonly factor: number },
): void {
  for (let index = 0; index < count; index++) {
    codes[at + index] = (((numbers[start + index] ?? 0) * factor + 128.5) | 0) - 128
  }
}

/** A matrix in blocks of `blockSize` weights with a scale each, as MatMulNBits reads it. */
export interface BlockMatrix {
  /** [outputs, blocks, blockSize · bits / 8]; of 4 bit the first weight is in the lower half of its byte. */
  readonly weights: Uint8Array
  /** [outputs, blocks] */
  readonly scales: Float32Array
}

/** The number of blocks in a row. */
export function blocksPerRow(inputs: number): number {
  return Math.ceil(inputs / blockSize)
}

/**
 * Rounds a matrix to blocks of 8 or 4 bit. The weight of largest magnitude becomes the lowest code, which is exact and leaves the
 * others the full range, as in llama.cpp's Q4_0.
 *
 * @param matrix [outputs, inputs], as torch stores it
 */
export function quantizeBlocks(matrix: Float32Array, inputs: number, bits: 4 | 8): BlockMatrix {
  const outputs = matrix.length / inputs
  const blocks = blocksPerRow(inputs)
  const bytes = (blockSize * bits) / 8
  const middle = 2 ** (bits - 1)
  const weights = new Uint8Array(outputs * blocks * bytes)
  const scales = new Float32Array(outputs * blocks)
  for (let row = 0; row < outputs; row++) {
    for (let block = 0; block < blocks; block++) {
      const start = row * inputs + block * blockSize
      const count = Math.min(blockSize, inputs - block * blockSize)
      const scale = extreme(matrix, start, start + count) / -middle
      scales[row * blocks + block] = scale
      const factor = scale === 0 ? 0 : 1 / scale
      const at = (row * blocks + block) * bytes
      for (let index = 0; index < blockSize; index++) {
        const value = index < count ? (matrix[start + index] ?? 0) : 0
        const code = Math.min((value * factor + middle + 0.5) | 0, 2 * middle - 1)
        if (bits === 8) weights[at + index] = code
        else weights[at + (index >> 1)] = (weights[at + (index >> 1)] ?? 0) | (code << (4 * (index & 1)))
      }
    }
  }
  return { weights, scales }
}

/** The number of largest magnitude, with its sign. */
function extreme(numbers: Float32Array, from: number, to: number): number {
  let highest = 0
  let lowest = 0
  for (let index = from; index < to; index++) {
    const value = numbers[index] ?? 0
    if (value > highest) highest = value
    if (value < lowest) lowest = value
  }
  return highest >= -lowest ? highest : lowest
}
