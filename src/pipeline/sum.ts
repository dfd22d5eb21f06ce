import { hold, weigh, weighThree, weighWithin } from './arithmetic.ts'
import type { Workspace } from './workspace.ts'

/**
 * A sum of arrays with weights that is not worked out yet.
 *
 * The turn of a network's answer into ε, guidance, the mean over views and x̂0 are all linear: put together first, they take one
 * walk over the arrays rather than one each.
 */
export type Sum = readonly Term[]

export interface Term {
  /** Read only; holds as long as the sum is used. May be longer than what is worked out: a network's answer is, by its variance. */
  readonly array: Float32Array
  readonly weight: number
}

/** Sums with weights as one; an array that comes up in several is one term. */
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

/** The first `count` numbers of a sum: an array of the workspace, or part of the only array there is. */
export function valuesOf(sum: Sum, count: number, workspace: Workspace): Float32Array {
  const first = sum[0]
  if (sum.length > 1 || first?.weight !== 1) return workOut(sum, workspace.take(count))
  return first.array.length === count ? first.array : first.array.subarray(0, count)
}

/**
 * Works a sum out.
 *
 * @param out where it is written; one of the first three terms' arrays, or none of the sum's
 * @param range hold the values within ±range
 */
export function workOut(sum: Sum, out: Float32Array, range?: number): Float32Array {
  // By index: taking an array apart costs as much as a small sum, where a step calls this but once.
  const first = sum[0]
  if (first === undefined) throw new RangeError('Expected at least one term.')
  const a = first.array
  const { array: b, weight: ofB } = sum[1] ?? { array: a, weight: 0 }
  const third = sum[2]
  if (third === undefined && range !== undefined) {
    weighWithin(range, out, a, first.weight, b, ofB)
    return out
  }
  if (third === undefined) weigh(out, a, first.weight, b, ofB)
  else weighThree(out, a, first.weight, b, ofB, third.array, third.weight)
  for (const { array, weight } of sum.slice(3)) weigh(out, out, 1, array, weight)
  if (range !== undefined) hold(out, range)
  return out
}
