/**
 * A picture, or an estimate of noise, as planes of numbers.
 *
 * `data` is [C, H, W], row by row. Pictures are RGB in [-1, 1]; a stage II input is six channels (x_t, then the
 * enlarged picture); a network's answer is six channels (ε, then the variance interpolation v).
 */
export interface Planes {
  readonly data: Float32Array
  readonly channels: number
  readonly height: number
  readonly width: number
}

/** Height and width in pixels. */
export interface Size {
  readonly height: number
  readonly width: number
}
