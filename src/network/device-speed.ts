import { Tensor } from 'onnxruntime-node'
import type { Device } from './device.ts'
import { matmulGraph } from './graph/matmul-graph.ts'
import { openSession } from './session.ts'

const size = 768

/**
 * The seconds that a device takes for 0.9 billion operations. The second run is measured, since the first one compiles.
 * A GPU that is emulated in software takes seconds where the CPU takes a hundredth of a second.
 *
 * @param now the time in milliseconds
 * @throws UserError `device-unavailable`
 */
export async function deviceSeconds(device: Device, now: () => number): Promise<number> {
  const session = await openSession(matmulGraph(size), { device })
  try {
    const matrix = new Tensor('float32', new Float32Array(size * size).fill(0.5), [size, size])
    await session.run({ a: matrix, b: matrix })
    const start = now()
    await session.run({ a: matrix, b: matrix })
    return (now() - start) / 1000
  } finally {
    await session.release()
  }
}
