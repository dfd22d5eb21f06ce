import type { Weights } from './weights.ts'

/** The memory that a network's weights take, in bytes. All devices load them as float32, so half-precision files double. */
export function memoryOf(weights: Pick<Weights, 'parameters'>): number {
  return weights.parameters * 4
}
