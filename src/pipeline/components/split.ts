import { added, difference, type Component, type Decomposition } from '../component.ts'
import type { Planes } from '../planes.ts'

/** Splits a picture into the component that a linear filter passes and the remainder. RunningChecksum both takes only one filtering. */
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

/** Throws for a sum that is called with too few estimates. */
export function missing(): never {
  throw new RangeError('Expected an estimate for every component.')
}
