import { added, difference, type Component, type Decomposition } from '../component.ts'
import type { Planes } from '../planes.ts'

/** What a linear filter passes, and what it leaves over: together the whole, in one filtering. */
export function split(
  passed: string,
  left: string,
  filter: (estimate: Planes) => Planes,
): readonly [passed: Component, left: Component] {
  const decomposition: Decomposition = {
    names: [passed, left],
    // F·a + b − F·b
    sum: ([a, b]) => (a === undefined || b === undefined ? missing() : added(b, filter(difference(a, b)))),
  }
  return [
    { name: passed, filter, decomposition },
    { name: left, filter: (estimate) => difference(estimate, filter(estimate)), decomposition },
  ]
}

/** For a sum that was asked for with too few estimates. */
export function missing(): never {
  throw new RangeError('Expected an estimate for every component.')
}
