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
  /** Read only; holds as long as the sum is used. */
  readonly array: Float32Array
  readonly weight: number
}

/** Sums with weights as one; an array that comes up in several is one term. */
export function joined(...sums: readonly { readonly sum: Sum; readonly weight: number }[]): Sum {
  const terms: { readonly array: Float32Array; weight: number }[] = []
  for (const { sum, weight } of sums) {
    for (const term of sum) {
      const same = terms.find(({ array }) => array === term.array)
      if (same === undefined) terms.push({ array: term.array, weight: weight * term.weight })
      else same.weight += weight * term.weight
    }
  }
  return terms
}

/** The numbers of a sum: a new array of the workspace, or the only array there is. */
export function valuesOf(sum: Sum, workspace: Workspace): Float32Array {
  const [first] = sum
  if (first === undefined) throw new RangeError('Expected at least one term.')
  if (sum.length === 1 && first.weight === 1) return first.array
  return workOut(sum, workspace.take(first.array.length))
}

/**
 * Works a sum out.
 *
 * @param out where it is written; one of the first three terms' arrays, or none of the sum's
 * @param range hold the values within ±range
 */
export function workOut(sum: Sum, out: Float32Array, range?: number): Float32Array {
  const [first, second, third, ...others] = sum
  if (first === undefined) throw new RangeError('Expected at least one term.')
  const a = first.array
  const { array: b, weight: ofB } = second ?? { array: a, weight: 0 }
  if (third === undefined && range !== undefined) {
    weighWithin(range, out, a, first.weight, b, ofB)
    return out
  }
  if (third === undefined) weigh(out, a, first.weight, b, ofB)
  else weighThree(out, a, first.weight, b, ofB, third.array, third.weight)
  for (const { array, weight } of others) weigh(out, out, 1, array, weight)
  if (range !== undefined) hold(out, range)
  return out
}
