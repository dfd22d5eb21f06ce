import type { Picture } from '../picture.ts'
import type { Caption } from './caption.ts'

/** The way from one reading to the next. */
export interface Motion {
  /** How long its beginning is looked at, in milliseconds, and the frames it takes. Default: a reading's. */
  readonly pace?: { readonly stop: number; readonly frames: number }
  readonly from: Caption
  readonly to: Caption
  /** Draws the picture as it is `progress` (0 … 1, not eased) of the way. */
  draw(frame: Picture, progress: number): void
}

/** The frame and where the picture lies in it at rest. */
export interface Stage {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly top: number
}
