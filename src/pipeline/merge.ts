import type { Component } from './component.ts'
import type { Merge } from './plan.ts'
import type { Planes } from './planes.ts'
import { joined, type Sum, valuesOf } from './sum.ts'
import type { Workspace } from './workspace.ts'

/** A part's guided estimate, taken back from its view to x. The variance is only there where the sampler reads it. */
export interface PartEstimate {
  /** [3, H, W] */
  readonly epsilon: Sum
  readonly component?: Component
  readonly variance: Float32Array | undefined
}

export interface MergedEstimate {
  readonly epsilon: Sum
  readonly variance: Float32Array | undefined
}

/**
 * Merges the parts' estimates into one. Each part contributes its own component. ε is summed or averaged, the variance is
 * always averaged (Geng et al. 2024, "Visual Anagrams", §3.2; "Factorized Diffusion", §3.1).
 *
 * @param x [3, H, W]; the estimates have the same size
 */
export function merged(
  estimates: readonly PartEstimate[],
  merge: Merge,
  x: Planes,
  workspace: Workspace,
): MergedEstimate {
  const variance = average(
    estimates.map(({ variance }) => variance),
    workspace,
  )
  const planesOf = (sum: Sum): Planes => ({ ...x, data: valuesOf(sum, x.data.length, workspace) })
  const decomposed = merge === 'sum' ? sumOfDecomposition(estimates, planesOf) : undefined
  if (decomposed !== undefined) return { epsilon: alone(decomposed.data), variance }
  const share = merge === 'sum' ? 1 : 1 / estimates.length
  const filtered = estimates.map(({ epsilon, component }) => ({
    sum: component === undefined ? epsilon : alone(component.filter(planesOf(epsilon)).data),
    weight: share,
  }))
  return { epsilon: joined(...filtered), variance }
}

/** The sum of a whole decomposition by its own, quicker method; undefined where the parts are not all of its components. */
function sumOfDecomposition(estimates: readonly PartEstimate[], planesOf: (sum: Sum) => Planes): Planes | undefined {
  const decomposition = estimates[0]?.component?.decomposition
  if (decomposition === undefined || decomposition.names.length !== estimates.length) return undefined
  const own = decomposition.names.flatMap((name) =>
    estimates.filter(({ component }) => component?.name === name && component.decomposition === decomposition),
  )
  return own.length === estimates.length ? decomposition.sum(own.map(({ epsilon }) => planesOf(epsilon))) : undefined
}

function average(variances: readonly (Float32Array | undefined)[], workspace: Workspace): Float32Array | undefined {
  const known = variances.filter((variance) => variance !== undefined)
  const count = known[0]?.length
  if (count === undefined) return undefined
  const weight = 1 / known.length
  return valuesOf(
    known.map((array) => ({ array, weight })),
    count,
    workspace,
  )
}

function alone(array: Float32Array): Sum {
  return [{ array, weight: 1 }]
}
