import type { Size } from '../planes.ts'
import type { View } from '../view.ts'
import { permutation, sourcesFrom } from './permutation.ts'

/**
 * Columns slid downhill: column x goes down by trunc(factor·(x − width/2)) pixels and comes in again at the top.
 *
 * @param factor pixels down for every pixel to the right
 */
export function skew(factor = 1.5): View {
  const shift = (x: number, { width }: Size) => Math.trunc(factor * (x - width / 2))
  return permutation({
    name: 'skew',
    sources: (size) => sourcesFrom(size, (y, x) => [modulo(y - shift(x, size), size.height), x]),
  })
}

function modulo(a: number, b: number): number {
  return ((a % b) + b) % b
}
