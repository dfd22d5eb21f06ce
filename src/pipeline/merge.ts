import type { Merge } from './plan.ts'

/** A part's guided estimate, taken back to x: ε, and the variance interpolation where the network gives one. */
export interface PartEstimate {
  readonly epsilon: Float32Array
  readonly variance: Float32Array | undefined
}

/** The parts' estimates as one: ε summed or averaged, the variance averaged either way (Geng et al. 2024, "Visual Anagrams", §3.2; "Factorized Diffusion", §3.1). */
export function merged(estimates: readonly PartEstimate[], merge: Merge): PartEstimate {
  const [only] = estimates
  if (only !== undefined && estimates.length === 1) return only
  return {
    epsilon: combined(
      estimates.map(({ epsilon }) => epsilon),
      merge === 'sum' ? 1 : 1 / estimates.length,
    ),
    variance: average(estimates.map(({ variance }) => variance)),
  }
}

function average(variances: readonly (Float32Array | undefined)[]): Float32Array | undefined {
  const known = variances.filter((variance) => variance !== undefined)
  return known.length === 0 ? undefined : combined(known, 1 / known.length)
}

function combined(arrays: readonly Float32Array[], weight: number): Float32Array {
  const sum = new Float32Array(arrays[0]?.length ?? 0)
  for (const array of arrays) {
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + weight * (array[i] ?? 0)
  }
  return sum
}
