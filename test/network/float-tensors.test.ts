import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readNumber, readTensor } from '#src/network/float-tensors.ts'
import { openWeights } from '#src/network/weights.ts'

/** Weights with one tensor `x` of these bytes. */
async function weightsOf(dtype: string, shape: readonly number[], bytes: Uint8Array) {
  const folder = await mkdtemp(join(tmpdir(), 'duckrabbit-tensors-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const header = JSON.stringify({ x: { dtype, shape, data_offsets: [0, bytes.byteLength] } })
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  await writeFile(join(folder, 'model.safetensors'), Buffer.concat([length, Buffer.from(header), bytes]))
  return openWeights(folder, 'model')
}

const bytesOf = (values: Uint16Array | Float32Array): Uint8Array => new Uint8Array(values.buffer)

describe('a tensor', () => {
  it.each([
    ['F32', bytesOf(Float32Array.of(1.5, -2))],
    ['F16', bytesOf(Uint16Array.of(0x3e00, 0xc000))],
    ['BF16', bytesOf(Uint16Array.of(0x3fc0, 0xc000))],
  ])('in %s is read as float32', async (dtype, bytes) => {
    const { data, shape } = await readTensor(await weightsOf(dtype, [2], bytes), 'x')
    expect([...data]).toEqual([1.5, -2])
    expect(shape).toEqual([2])
  })

  it('in another number format is refused, and so is a missing one', async () => {
    const weights = await weightsOf('I64', [1], new Uint8Array(8))
    await expect(readNumber(weights, 'x')).rejects.toMatchObject({ code: 'model-tensor-type' })
    await expect(readNumber(weights, 'y')).rejects.toMatchObject({ code: 'model-tensor-missing' })
  })
})
