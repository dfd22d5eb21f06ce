import { gaussianBlur } from '../blur.ts'
import { added, difference, scaleOf, type Component, type Decomposition } from '../component.ts'
import type { Planes } from '../planes.ts'
import { oddSize } from './low-high.ts'
import { missing } from './split.ts'

/**
 * Three frequency bands, which are seen from far away, from a few steps away and close by (Geng et al. 2024, "Factorized
 * Diffusion", §4.3).
 *
 * @param sigma standard deviation of the Gaussian that separates low from middle, in pixels at 64 px. A first Gaussian of
 *   half of it separates both from high
 */
export function triple(sigma = 2): { readonly low: Component; readonly middle: Component; readonly high: Component } {
  const decomposition: Decomposition = {
    names: ['low', 'middle', 'high'],
    // G₂G₁·a + G₁·b − G₂G₁·b + c − G₁·c. With reflected edges the two blurs commute.
    sum([a, b, c]) {
      if (a === undefined || b === undefined || c === undefined) return missing()
      const coarse = added(difference(b, c), blurred(difference(a, b), sigma))
      return added(c, blurred(coarse, sigma / 2))
    },
  }
  return {
    low: { name: 'low', filter: (estimate) => blurred(blurred(estimate, sigma / 2), sigma), decomposition },
    middle: {
      name: 'middle',
      filter(estimate) {
        const soft = blurred(estimate, sigma / 2)
        return difference(soft, blurred(soft, sigma))
      },
      decomposition,
    },
    high: { name: 'high', filter: (estimate) => difference(estimate, blurred(estimate, sigma / 2)), decomposition },
  }
}

function blurred(estimate: Planes, sigma: number): Planes {
  const scale = scaleOf(estimate)
  return gaussianBlur(estimate, oddSize(25, scale), sigma * scale)
}

export const tripleKind = { name: 'triple', components: ['low', 'middle', 'high'], of: triple } as const
