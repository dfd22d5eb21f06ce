import type { Device } from './device.ts'
import type { Weights } from './weights.ts'

/**
 * Memory that a network's weights will hold, in bytes.
 *
 * On the CPU they become float32 (half-precision files double). On a device they arrive by way of the same float32 form.
 */
export function memoryOf(weights: Pick<Weights, 'parameters'>, _device: Device): number {
  return weights.parameters * 4
}
