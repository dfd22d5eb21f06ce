import { clampAndDivide, weightedSum, weightedSumOfThree, clampedWeightedSum } from './arithmetic.ts'
import type { Workspace } from './workspace.ts'

/**
 * A weighted sum of arrays that is not calculated yet.
 *
 * The conversion of a network's answer to ε, guidance, the mean over views and x̂0 are all linear. Combined first, they take one
 * pass over the arrays instead of one each.
 */
export type Sum = readonly Term[]

export interface Term {
  /** Read only while the sum is in use. It may be longer than the result: a network's answer has its variance at the end. */
  readonly array: Float32Array
  readonly weight: number
}

/** Combines weighted sums into one. An array that occurs in several becomes one term. */
export function joined(...sums: readonly { readonly sum: Sum; readonly weight: number }[]): Sum {
  const only = sums[0]
  if (sums.length === 1 && only?.weight === 1) return only.sum
  const terms: OpenTerm[] = []
  for (const { sum, weight } of sums) {
    for (const { array, weight: own } of sum) add(terms, array, weight * own)
  }
  return terms
}

type OpenTerm = { -readonly [Key in keyof Term]: Term[Key] }

function add(terms: OpenTerm[], array: Float32Array, weight: number): void {
  for (const term of terms) {
    if (term.array !== array) continue
    term.weight += weight
    return
  }
  terms.push({ array, weight })
}

/** The first `count` values of a sum, in an array of the workspace or as part of the only array of the sum. */
export function valuesOf(sum: Sum, count: number, workspace: Workspace): Float32Array {
  const first = sum[0]
  if (sum.length > 1 || first?.weight !== 1) return evaluateSum(sum, workspace.take(count))
  return first.array.length === count ? first.array : first.array.subarray(0, count)
}

/**
 * Calculates a sum.
 *
 * @param out the array for the result. It may be one of the first three terms' arrays but no later one
 * @param range clamps the values to ±range
 */
export function evaluateSum(sum: Sum, out: Float32Array, range?: number): Float32Array {
  // Indexing instead of destructuring: destructuring an array costs as much as a small sum.
  const first = sum[0]
  if (first === undefined) throw new RangeError('Expected at least one term.')
  const a = first.array
  const { array: b, weight: ofB } = sum[1] ?? { array: a, weight: 0 }
  const third = sum[2]
  if (third === undefined && range !== undefined) {
    clampedWeightedSum(range, out, a, first.weight, b, ofB)
    return out
  }
  if (third === undefined) weightedSum(out, a, first.weight, b, ofB)
  else weightedSumOfThree(out, a, first.weight, b, ofB, third.array, third.weight)
  for (const { array, weight } of sum.slice(3)) weightedSum(out, out, 1, array, weight)
  if (range !== undefined) clampAndDivide(out, range)
  return out
}
