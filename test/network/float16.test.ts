import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readFloatTensors } from '#src/network/float-tensors.ts'
import { golden, openUnet, stepOf } from './golden-case.ts'

const networks = ['stage-1', 'stage-2', 'silu-fp16', 'plain']
const cases = networks.flatMap((name) => ['square', 'wide'].map((which) => [name, which] as const))

/** Root of the mean square of the differences, and the largest one. */
function differences(found: readonly Float32Array[], expected: readonly Float32Array[]) {
  const all = expected.flatMap((row, index) => [...row].map((value, at) => value - (found[index]?.[at] ?? NaN)))
  const largest = all.reduce((most, difference) => Math.max(most, Math.abs(difference)), 0)
  return { largest, typical: Math.sqrt(all.reduce((sum, difference) => sum + difference ** 2, 0) / all.length) }
}

test.each(cases)(
  '%s in float16 is as close to float32 as diffusers is, and close to diffusers: %s',
  async (name, which) => {
    const { rows, answers } = await stepOf(name, which)
    const tensors = await readFloatTensors(join(golden, name, 'float16.safetensors'))
    const data = tensors.get(`${which}.out`)?.data ?? new Float32Array()
    const size = data.length / rows.length
    const theirs = rows.map((_, row) => data.subarray(row * size, (row + 1) * size))
    const unet = await openUnet(name, { halfPrecision: true })
    const ours = (await unet.predict(rows)).map((planes) => planes.data)
    await unet.dispose()
    const [own, other, between] = [differences(ours, answers), differences(theirs, answers), differences(ours, theirs)]
    // It is not the float32 graph.
    expect(own.typical).toBeGreaterThan(1e-5)
    expect(own.typical).toBeLessThan(1.2 * other.typical)
    expect(own.largest).toBeLessThan(2e-2)
    expect(between.typical).toBeLessThan(2 * other.typical)
  },
)
