import { gaussianBlur } from '../blur.ts'
import { difference, scaleOf, type Component } from '../component.ts'
import type { Planes } from '../planes.ts'
import { oddSize } from './low-high.ts'

/**
 * Three bands: from far away, from a few steps, and close by (Geng et al. 2024, "Factorized Diffusion", §4.3).
 *
 * @param sigma of the Gaussian that parts low from middle, after half of it has parted them both from high; in pixels at 64 px
 */
export function triple(sigma = 2): { readonly low: Component; readonly middle: Component; readonly high: Component } {
  return {
    low: { name: 'low', filter: (estimate) => blurred(blurred(estimate, sigma / 2), sigma) },
    middle: {
      name: 'middle',
      filter(estimate) {
        const soft = blurred(estimate, sigma / 2)
        return difference(soft, blurred(soft, sigma))
      },
    },
    high: { name: 'high', filter: (estimate) => difference(estimate, blurred(estimate, sigma / 2)) },
  }
}

function blurred(estimate: Planes, sigma: number): Planes {
  const scale = scaleOf(estimate)
  return gaussianBlur(estimate, oddSize(25, scale), sigma * scale)
}
