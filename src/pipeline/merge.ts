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

/** How the parts' estimates become one. */
export interface Merging {
  readonly merge: Merge
  /** Default: false. See `SamplingPlan.rectify`. */
  readonly rectify?: boolean
  /** The weights of the parts, which sum to 1. Default: equal ones. `sum` has none. */
  readonly weights?: readonly number[]
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
  { merge, rectify = false, weights }: Merging,
  x: Planes,
  workspace: Workspace,
): MergedEstimate {
  const shares = estimates.map((_, i) => weights?.[i] ?? 1 / estimates.length)
  const variance = average(
    estimates.map(({ variance }, i) => ({ variance, weight: shares[i] ?? 0 })),
    workspace,
  )
  const planesOf = (sum: Sum): Planes => ({ ...x, data: valuesOf(sum, x.data.length, workspace) })
  const epsilon = mergedNoise(estimates, merge === 'sum' ? undefined : shares, planesOf)
  if (!rectify || estimates.length < 2) return { epsilon, variance }
  const each = estimates.map(({ epsilon }) => planesOf(epsilon).data)
  const all = planesOf(epsilon).data
  return { epsilon: [{ array: all, weight: rectification(each, shares, all) }], variance }
}

/** @param shares the weights of a mean; undefined for a sum */
function mergedNoise(
  estimates: readonly PartEstimate[],
  shares: readonly number[] | undefined,
  planesOf: (sum: Sum) => Planes,
): Sum {
  const decomposed = shares === undefined ? sumOfDecomposition(estimates, planesOf) : undefined
  if (decomposed !== undefined) return alone(decomposed.data)
  const filtered = estimates.map(({ epsilon, component }, i) => ({
    sum: component === undefined ? epsilon : alone(component.filter(planesOf(epsilon)).data),
    weight: shares?.[i] ?? 1,
  }))
  return joined(...filtered)
}

/**
 * The factor that gives a merged estimate the mean power of what it was merged from: √(Σ wᵢ‖εᵢ‖² / ‖ε‖²). Estimates that agree
 * leave it at 1. For a mean of estimates of equal power it is 1 / √(Σ wᵢwⱼρᵢⱼ) with their correlation ρ, guidance included
 * (Xu et al. 2024, "Diffusion-based Visual Anagram as Multi-task Learning", §3.4). For a sum of components the wᵢ are equal.
 */
function rectification(each: readonly Float32Array[], shares: readonly number[], all: Float32Array): number {
  const wanted = each.reduce((sum, epsilon, i) => sum + (shares[i] ?? 0) * power(epsilon), 0)
  const merged = power(all)
  return merged > 0 ? Math.sqrt(wanted / merged) : 1
}

function power(values: Float32Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? 0) ** 2
  return sum
}

/** The sum of a whole decomposition by its own, quicker method, or undefined if the parts are not all of its components. */
function sumOfDecomposition(estimates: readonly PartEstimate[], planesOf: (sum: Sum) => Planes): Planes | undefined {
  const decomposition = estimates[0]?.component?.decomposition
  if (decomposition === undefined || decomposition.names.length !== estimates.length) return undefined
  const own = decomposition.names.flatMap((name) =>
    estimates.filter(({ component }) => component?.name === name && component.decomposition === decomposition),
  )
  return own.length === estimates.length ? decomposition.sum(own.map(({ epsilon }) => planesOf(epsilon))) : undefined
}

interface WeightedVariance {
  readonly variance: Float32Array | undefined
  readonly weight: number
}

function average(variances: readonly WeightedVariance[], workspace: Workspace): Float32Array | undefined {
  const known = variances.flatMap(({ variance, weight }) => (variance === undefined ? [] : { array: variance, weight }))
  const count = known[0]?.array.length
  if (count === undefined) return undefined
  const total = known.reduce((sum, { weight }) => sum + weight, 0)
  return valuesOf(
    known.map(({ array, weight }) => ({ array, weight: weight / total })),
    count,
    workspace,
  )
}

function alone(array: Float32Array): Sum {
  return [{ array, weight: 1 }]
}
