import type { Planes } from './planes.ts'

/** A prompt as the network reads it. Equal `key`s mean equal embeddings. */
export interface Text {
  readonly key: string
  /** [tokens, width], the last hidden state of the text encoder. The network attends to all positions, padding included. */
  readonly embedding: Float32Array
  readonly tokens: number
  readonly width: number
}

/** One row of a batch: the network's input for one part. */
export interface Row {
  /**
   * [C, H, W]: three channels at stage I, six at a super-resolution stage (x_t, then the noised enlargement). It is read
   * only and stays valid until the row is answered.
   */
  readonly input: Planes
  /** 0 ≤ t < 1000 */
  readonly timestep: number
  readonly text: Text
  /** The text for the pooled path (the addition to the time embedding) in place of `text`. This is IF's style transfer. */
  readonly style?: Text | undefined
  /** The level to which the conditioning picture was noised, 0 ≤ L < 1000; super-resolution stages only. */
  readonly noiseLevel?: number | undefined
}

/**
 * One call of a network with a batch of rows of one size. The answers are in the order of the rows, each [6, H, W]: the
 * prediction (ε, v or x̂0, as the scheduler says) in the first three channels, the variance interpolation in the rest.
 *
 * The loop holds no model and gets this function from its caller. It rejects with the signal's reason when aborted.
 */
export type Predict = (rows: readonly Row[], signal?: AbortSignal) => Promise<readonly Planes[]>
