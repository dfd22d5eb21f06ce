import type { Planes } from '../planes.ts'
import type { View } from '../view.ts'
import { plainView } from './view-descriptor.ts'

/** A photographic negative: every value changes its sign, including those of a super-resolution stage's enlarged picture. */
export const negate: View = {
  name: 'negate',
  apply: opposite,
  invert: opposite,
  // A change of sign does not affect the variance.
  invertVariance: (variance) => variance,
}

function opposite(planes: Planes): Planes {
  return { ...planes, data: planes.data.map((value) => -value) }
}

export const negateView = plainView('negate', 'as a photographic negative', negate)
