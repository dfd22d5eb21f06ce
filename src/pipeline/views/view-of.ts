import type { ViewSpec } from '#src/requests/view-spec.ts'
import type { View } from '../view.ts'
import { flip } from './flip.ts'
import { identity } from './identity.ts'
import { innerCircle } from './inner-circle.ts'
import { jigsaw } from './jigsaw.ts'
import { negate } from './negate.ts'
import { patchPermute, pixelPermute } from './patch-permute.ts'
import { rotateClockwise, rotateCounterClockwise, rotateHalf } from './rotate.ts'
import { skew } from './skew.ts'
import { squareHinge } from './square-hinge.ts'

/** The views that need no parameter. */
const plain = {
  identity,
  flip,
  rotate_cw: rotateClockwise,
  rotate_ccw: rotateCounterClockwise,
  rotate_180: rotateHalf,
  negate,
  inner_circle: innerCircle,
  square_hinge: squareHinge,
} as const

/** The view that a request names. */
export function viewOf(spec: ViewSpec): View {
  if (spec.name === 'skew') return skew(spec.factor)
  if (spec.name === 'patch_permute') return patchPermute(spec.pieces, spec.seed)
  if (spec.name === 'pixel_permute') return pixelPermute(spec.pieces, spec.seed)
  if (spec.name === 'jigsaw') return jigsaw(spec.seed)
  return plain[spec.name]
}
