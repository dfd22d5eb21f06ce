import type { View } from '../view.ts'

/** The picture as it is. */
export const identity: View = {
  name: 'identity',
  apply: (x) => x,
  invert: (estimate) => estimate,
  invertVariance: (variance) => variance,
}
