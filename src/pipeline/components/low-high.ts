import { gaussianBlur } from '../blur.ts'
import { scaleOf, type Component } from '../component.ts'
import { split } from './split.ts'

/**
 * Low frequencies, which are seen from far away, and high frequencies, which are seen close by (Oliva et al. 2006, "Hybrid
 * images"; Geng et al. 2024, "Factorized Diffusion").
 *
 * @param sigma standard deviation of the Gaussian, in pixels at 64 px. A larger one leaves less to the far reading
 */
export function lowHigh(sigma = 2): { readonly low: Component; readonly high: Component } {
  const [low, high] = split('low', 'high', (estimate) => {
    const scale = scaleOf(estimate)
    return gaussianBlur(estimate, oddSize(33, scale), sigma * scale)
  })
  return { low, high }
}

/** The size of a kernel at a scale. Even sizes are increased by one. */
export function oddSize(base: number, scale: number): number {
  return base * scale + ((scale + 1) % 2)
}

export const lowHighKind = { name: 'low_high', components: ['low', 'high'], of: lowHigh } as const
