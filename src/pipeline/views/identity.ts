import type { View } from '../view.ts'
import { plainView } from './view-descriptor.ts'

/** The picture as it is. */
export const identity: View = {
  name: 'identity',
  apply: (x) => x,
  invert: (estimate) => estimate,
  invertVariance: (variance) => variance,
}

export const identityView = plainView('identity', 'as it is', identity)
