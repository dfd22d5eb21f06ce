import type { ComponentName, HybridKind } from '#src/requests/modes/hybrid.ts'
import type { Component } from '../component.ts'
import { colour, grey } from './colour.ts'
import { lowHigh } from './low-high.ts'
import { motion, still } from './motion.ts'
import { triple } from './triple.ts'

/**
 * The components of a decomposition by their names; together they sum to the identity.
 *
 * @param sigma read by `low_high` and `triple`
 */
export function componentsOf(
  kind: Exclude<HybridKind, 'scale'>,
  sigma: number,
): Readonly<Partial<Record<ComponentName, Component>>> {
  if (kind === 'low_high') return lowHigh(sigma)
  if (kind === 'triple') return triple(sigma)
  if (kind === 'colour') return { grey, colour }
  return { motion, still }
}
