import type { Planes } from './planes.ts'

/**
 * One part of a picture's decomposition: its low frequencies, its colour, its motion blur.
 *
 * `filter` is linear; the components of one decomposition sum to the identity. Filter widths are given for 64 px
 * and grow with the picture, so that a component at 256 px is the same one.
 */
export interface Component {
  readonly name: string
  /** Of ε, [3, H, W] in and out. */
  filter(estimate: Planes): Planes
}
