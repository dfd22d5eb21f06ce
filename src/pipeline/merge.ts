import type { Component } from './component.ts'
import type { Merge } from './plan.ts'
import type { Planes } from './planes.ts'
import type { Workspace } from './workspace.ts'

/** A part's guided estimate, taken back to x: ε, what the part keeps of it, and the variance where the network gives one. */
export interface PartEstimate {
  /** [3, H, W] */
  readonly epsilon: Planes
  readonly component?: Component
  readonly variance: Float32Array | undefined
}

export interface MergedEstimate {
  readonly epsilon: Float32Array
  readonly variance: Float32Array | undefined
}

/**
 * The parts' estimates as one: of each the component that is its own; ε summed or averaged, the variance averaged either
 * way (Geng et al. 2024, "Visual Anagrams", §3.2; "Factorized Diffusion", §3.1).
 */
export function merged(estimates: readonly PartEstimate[], merge: Merge, workspace: Workspace): MergedEstimate {
  const variance = average(
    estimates.map(({ variance }) => variance),
    workspace,
  )
  const decomposed = merge === 'sum' ? sumOfDecomposition(estimates) : undefined
  if (decomposed !== undefined) return { epsilon: decomposed.data, variance }
  const filtered = estimates.map(({ epsilon, component }) => (component?.filter(epsilon) ?? epsilon).data)
  return { epsilon: combined(filtered, merge === 'sum' ? 1 : 1 / estimates.length, workspace), variance }
}

/** The sum of a whole decomposition, by its own shorter way; undefined where the parts are not all its components. */
function sumOfDecomposition(estimates: readonly PartEstimate[]): Planes | undefined {
  const decomposition = estimates[0]?.component?.decomposition
  if (decomposition === undefined || decomposition.names.length !== estimates.length) return undefined
  const own = decomposition.names.flatMap((name) =>
    estimates.filter(({ component }) => component?.name === name && component.decomposition === decomposition),
  )
  return own.length === estimates.length ? decomposition.sum(own.map(({ epsilon }) => epsilon)) : undefined
}

function average(variances: readonly (Float32Array | undefined)[], workspace: Workspace): Float32Array | undefined {
  const known = variances.filter((variance) => variance !== undefined)
  return known.length === 0 ? undefined : combined(known, 1 / known.length, workspace)
}

function combined(arrays: readonly Float32Array[], weight: number, workspace: Workspace): Float32Array {
  const [first, ...others] = arrays
  if (first === undefined) throw new RangeError('Expected at least one estimate.')
  if (others.length === 0 && weight === 1) return first
  const sum = workspace.take(first.length)
  for (let i = 0; i < sum.length; i++) sum[i] = weight * (first[i] ?? 0)
  for (const array of others) {
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + weight * (array[i] ?? 0)
  }
  return sum
}
