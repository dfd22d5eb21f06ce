import { gaussianBlur } from '../blur.ts'
import { added, difference, scaleOf, type Component, type Decomposition } from '../component.ts'
import type { Planes } from '../planes.ts'

/**
 * What is seen from far away, and what is seen close by (Oliva et al. 2006, "Hybrid images"; Geng et al. 2024,
 * "Factorized Diffusion").
 *
 * @param sigma of the Gaussian in pixels at 64 px: larger leaves more to the far reading
 */
export function lowHigh(sigma = 2): { readonly low: Component; readonly high: Component } {
  const blurred = (estimate: Planes) => {
    const scale = scaleOf(estimate)
    return gaussianBlur(estimate, oddSize(33, scale), sigma * scale)
  }
  const decomposition: Decomposition = {
    names: ['low', 'high'],
    // G·a + b − G·b
    sum: ([a, b]) => (a === undefined || b === undefined ? missing() : added(b, blurred(difference(a, b)))),
  }
  return {
    low: { name: 'low', filter: blurred, decomposition },
    high: { name: 'high', filter: (estimate) => difference(estimate, blurred(estimate)), decomposition },
  }
}

/** For a sum that was asked for with too few estimates. */
export function missing(): never {
  throw new RangeError('Expected an estimate for every component.')
}

/** A kernel's size at a scale: even ones grow by one. */
export function oddSize(base: number, scale: number): number {
  return base * scale + ((scale + 1) % 2)
}
