import type { Planes, Size } from './planes.ts'

/**
 * A way of looking at a picture: upside down, in a mirror, with its pieces moved.
 *
 * `apply` and `invert` are linear and orthogonal, so that white noise stays white noise. They work on any number of
 * channels and on every size that the view allows. A view describes the same move at 64 and at 256 px.
 */
export interface View {
  /** The name that people use on the command line: `flip`, `rotate_180`, `jigsaw` … */
  readonly name: string
  /** How x looks through the view. */
  apply(x: Planes): Planes
  /** Takes an estimate of noise from the view back to the picture. */
  invert(estimate: Planes): Planes
  /** Takes the variance interpolation back. It moves like the pixels, but a change of sign does not affect it. */
  invertVariance(variance: Planes): Planes
  /** @throws UserError where the view is impossible at a size. Absent where every size works. */
  check?(size: Size): void
}
