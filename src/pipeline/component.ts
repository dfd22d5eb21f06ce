import { weigh } from './arithmetic.ts'
import type { Planes, Size } from './planes.ts'

/**
 * One part of a picture's decomposition: its low frequencies, its colour, its motion blur.
 *
 * `filter` is linear; the components of one decomposition sum to the identity. Filter widths are given for 64 px
 * and grow with the picture, so that a component at 256 px is the same one.
 */
export interface Component {
  readonly name: string
  /** Of ε, [3, H, W] in and out. */
  filter(estimate: Planes): Planes
  /** What it belongs to, where the sum of all its components can be had for less than filtering each. */
  readonly decomposition?: Decomposition
}

/** All components of one kind, for summing them up in fewer blurs. */
export interface Decomposition {
  /** The names of its components; the sum is asked for only where all are there. */
  readonly names: readonly string[]
  /** Equal to the sum of `filter` over the components, each of its own estimate; estimates in the order of `names`. */
  sum(estimates: readonly Planes[]): Planes
}

/** How many times larger than 64 px a picture is, as filters take it: 1, 4, 16 (dangeng/visual_anagrams, view_hybrid.py). */
export function scaleOf({ height, width }: Size): number {
  return Math.max(1, Math.floor(Math.min(height, width) / 64))
}

/** a − b */
export function difference(a: Planes, b: Planes): Planes {
  const data = new Float32Array(a.data.length)
  weigh(data, a.data, 1, b.data, -1)
  return { ...a, data }
}

/** a + b */
export function added(a: Planes, b: Planes): Planes {
  const data = new Float32Array(a.data.length)
  weigh(data, a.data, 1, b.data, 1)
  return { ...a, data }
}

/** The sum of what several components take out: one component of a coarser decomposition. */
export function together(components: readonly Component[]): Component {
  return {
    name: components.map(({ name }) => name).join('+'),
    filter(estimate) {
      const data = new Float32Array(estimate.data.length)
      for (const component of components) {
        weigh(data, data, 1, component.filter(estimate).data, 1)
      }
      return { ...estimate, data }
    },
  }
}
