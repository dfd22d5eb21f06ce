import type { Planes, Size } from './planes.ts'

/**
 * A way of looking at a picture: upside down, in a mirror, with its pieces moved.
 *
 * `apply` and `invert` are linear and orthogonal (so white noise stays white noise) and work on any number of
 * channels and on every size that the view allows. The same view at 64 and at 256 px describes the same move.
 */
export interface View {
  /** As a person names it on the command line: `flip`, `rotate_180`, `jigsaw` … */
  readonly name: string
  /** What is seen of x. */
  apply(x: Planes): Planes
  /** Takes an estimate of noise, made of what is seen, back to where it belongs. */
  invert(estimate: Planes): Planes
  /** Takes the variance interpolation back: it moves as the pixels do, but a change of sign leaves it as it is. */
  invertVariance(variance: Planes): Planes
  /** @throws UserError where the view is impossible at a size; absent where it is possible at every size */
  check?(size: Size): void
}
