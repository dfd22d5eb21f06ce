import { weightedSum } from './arithmetic.ts'
import type { Planes, Size } from './planes.ts'

/**
 * One component of a picture: its low frequencies, its colour, its motion blur.
 *
 * `filter` is linear, and the components of one decomposition sum to the identity. Filter widths are given for 64 px
 * and grow with the picture, so that a component means the same at 256 px.
 */
export interface Component {
  readonly name: string
  /** Filters ε, [3, H, W] in and out. */
  filter(estimate: Planes): Planes
  /** The decomposition it belongs to, where summing all components takes less work than filtering each. */
  readonly decomposition?: Decomposition
}

/** All components of one kind, to sum them with fewer blurs. */
export interface Decomposition {
  /** The names of its components. `sum` is only called with all of them. */
  readonly names: readonly string[]
  /** The sum of every component's `filter` of its own estimate. The estimates are in the order of `names`. */
  sum(estimates: readonly Planes[]): Planes
}

/** How many times larger than 64 px a picture is, for the width of filters: 1, 4, 16 (dangeng/visual_anagrams, view_hybrid.py). */
export function scaleOf({ height, width }: Size): number {
  return Math.max(1, Math.floor(Math.min(height, width) / 64))
}

/** a − b */
export function difference(a: Planes, b: Planes): Planes {
  const data = new Float32Array(a.data.length)
  weightedSum(data, a.data, 1, b.data, -1)
  return { ...a, data }
}

/** a + b */
export function added(a: Planes, b: Planes): Planes {
  const data = new Float32Array(a.data.length)
  weightedSum(data, a.data, 1, b.data, 1)
  return { ...a, data }
}

/** Several components as one component of a coarser decomposition. */
export function combined(components: readonly Component[]): Component {
  return {
    name: components.map(({ name }) => name).join('+'),
    filter(estimate) {
      const data = new Float32Array(estimate.data.length)
      for (const component of components) {
        weightedSum(data, data, 1, component.filter(estimate).data, 1)
      }
      return { ...estimate, data }
    },
  }
}
