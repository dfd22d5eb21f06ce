import { z } from 'zod'
import { real } from '#src/schemas.ts'
import type { Size } from '../planes.ts'
import type { View } from '../view.ts'
import { permutation, sourcesFrom } from './permutation.ts'
import type { ViewDescriptor } from './view-descriptor.ts'

const usualFactor = 1.5

/**
 * Shifts the columns: column x moves down by trunc(factor·(x − width/2)) pixels and wraps around to the top.
 *
 * @param factor pixels down per pixel to the right
 */
export function skew(factor = usualFactor): View {
  const shift = (x: number, { width }: Size) => Math.trunc(factor * (x - width / 2))
  return permutation({
    name: 'skew',
    sources: (size) => sourcesFrom(size, (y, x) => [modulo(y - shift(x, size), size.height), x]),
  })
}

function modulo(a: number, b: number): number {
  return ((a % b) + b) % b
}

const skewSpec = z.strictObject({ name: z.literal('skew'), factor: real({ min: -8, max: 8 }).optional() })

export const skewView = {
  name: 'skew',
  label: 'columns slid downhill',
  schema: skewSpec,
  key: ({ factor = usualFactor }) => (factor === 0 ? 'identity' : `skew ${factor}`),
  of: ({ factor }) => skew(factor),
} as const satisfies ViewDescriptor<z.infer<typeof skewSpec>>
