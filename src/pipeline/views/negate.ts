import type { Planes } from '../planes.ts'
import type { View } from '../view.ts'
import { plainView } from './view-descriptor.ts'

/** A photographic negative: every value its opposite, the enlarged picture of a super-resolution stage included. */
export const negate: View = {
  name: 'negate',
  apply: opposite,
  invert: opposite,
  // Noise of the opposite sign has the same variance.
  invertVariance: (variance) => variance,
}

function opposite(planes: Planes): Planes {
  return { ...planes, data: planes.data.map((value) => -value) }
}

export const negateView = plainView('negate', 'as a photographic negative', negate)
