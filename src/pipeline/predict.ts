import type { Planes } from './planes.ts'

/** A prompt as the network reads it. Equal `key`s mean equal embeddings. */
export interface Text {
  readonly key: string
  /** [tokens, width], the last hidden state of the text encoder; all positions are attended to. */
  readonly embedding: Float32Array
  readonly tokens: number
  readonly width: number
}

/** One row of a batch: what the network sees of one part. */
export interface Row {
  /**
   * [C, H, W]: three channels at stage I, six at a super-resolution stage (x_t, then the noised enlargement). Holds until
   * the row is answered; read only.
   */
  readonly input: Planes
  /** 0 ≤ t < 1000 */
  readonly timestep: number
  readonly text: Text
  /** Read by the pooled text path (the addition to the time embedding) in place of `text`: IF's style transfer. */
  readonly style?: Text | undefined
  /** The level to which the conditioning picture was noised, 0 ≤ L < 1000; super-resolution stages only. */
  readonly noiseLevel?: number | undefined
}

/**
 * One call of a network: a batch of rows of one size, answered in order, each answer [6, H, W]: the model's
 * prediction (ε, v or x̂0, as its scheduler says) in the first three channels, the variance interpolation in the rest.
 *
 * The loop holds no model; whoever starts it hands this in. It rejects with the signal's reason when aborted.
 */
export type Predict = (rows: readonly Row[], signal?: AbortSignal) => Promise<readonly Planes[]>
