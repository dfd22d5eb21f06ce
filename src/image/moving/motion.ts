import type { Picture } from '../picture.ts'
import type { Caption } from './caption.ts'

/** The transition from one reading to the next. */
export interface Motion {
  /** How long the start is shown, in milliseconds, and the number of frames. Default: the pace of a reading. */
  readonly pace?: { readonly stop: number; readonly frames: number }
  readonly from: Caption
  readonly to: Caption
  /** Draws the picture at `progress` (0 … 1, not eased). */
  draw(frame: Picture, progress: number): void
}

/** The size of a frame and the position of the picture in it at rest, in pixels. */
export interface Stage {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly top: number
}
