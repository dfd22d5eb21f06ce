import type { SamplerName, Steps } from './sampling.ts'

/** How a stage is best drawn with, as its makers say; what they leave open follows DeepFloyd IF. */
export interface StageProfile {
  readonly sampler?: SamplerName
  readonly steps?: Steps
  readonly guidance?: number
  /** Super-resolution stages only. */
  readonly noiseLevel?: number
  /** Super-resolution stages only. */
  readonly backProjections?: number
}

/** What must be known of a model to fill in a request's defaults. */
export interface ModelProfile {
  /** As `model` in a request names it. */
  readonly name: string
  /** In the order in which they draw: 64 px, then 256 px. */
  readonly stages: readonly StageProfile[]
}
