import { describe, expect, test } from 'vitest'
import { quantizeBlocks, quantizeInt8 } from '#src/network/quantized/quantize-matrix.ts'

/** A matrix [outputs, inputs] whose numbers repeat no pattern of the blocks. */
const matrixOf = (outputs: number, inputs: number) =>
  Float32Array.from({ length: outputs * inputs }, (_, index) => Math.sin(index * 1.7) * (1 + (index % 5)))

describe('8 bit for integer products', () => {
  test('transposes, and errs by half a step of each output at most', () => {
    const [outputs, inputs, from, count] = [70, 40, 8, 24]
    const matrix = matrixOf(outputs, inputs)
    const { weights, scales } = quantizeInt8(matrix, { inputs, from, count })
    for (let row = 0; row < outputs; row++) {
      const scale = scales[row] ?? NaN
      for (let input = 0; input < count; input++) {
        const back = (weights[input * outputs + row] ?? NaN) * scale
        expect(Math.abs(back - (matrix[row * inputs + from + input] ?? NaN))).toBeLessThanOrEqual(scale * 0.5001)
      }
    }
    expect(Math.max(...weights)).toBe(127)
  })

  test('keeps an output of zeros', () => {
    const { weights, scales } = quantizeInt8(new Float32Array(8), { inputs: 4, from: 0, count: 4 })
    expect([...weights, ...scales]).toEqual(Array.from({ length: 10 }, () => 0))
  })
})

describe.each([4, 8] as const)('blocks of %i bit', (bits) => {
  test('err by one step of their block at most, by half a step but for the far end', () => {
    const [outputs, inputs] = [5, 50]
    const matrix = matrixOf(outputs, inputs)
    const { weights, scales } = quantizeBlocks(matrix, inputs, bits)
    const code = (row: number, input: number): number => {
      const block = row * 2 + Math.floor(input / 32)
      const within = input % 32
      if (bits === 8) return weights[block * 32 + within] ?? NaN
      return ((weights[block * 16 + (within >> 1)] ?? NaN) >> (4 * (within & 1))) & 15
    }
    for (let row = 0; row < outputs; row++) {
      for (let input = 0; input < inputs; input++) {
        const scale = scales[row * 2 + Math.floor(input / 32)] ?? NaN
        const back = (code(row, input) - 2 ** (bits - 1)) * scale
        const error = Math.abs(back - (matrix[row * inputs + input] ?? NaN)) / Math.abs(scale)
        expect(error).toBeLessThanOrEqual(code(row, input) === 2 ** bits - 1 ? 1.001 : 0.501)
      }
      // The row ends within a block, whose rest is zero.
      for (let input = inputs; input < 64; input++) expect(code(row, input)).toBe(2 ** (bits - 1))
    }
  })
})
