import type { IllusionDefaults } from './modes/illusion-fields.ts'
import type { SamplerName, Steps } from './sampling.ts'

/** The settings that a stage's makers recommend. Where they say nothing, DeepFloyd IF's are used. */
export interface StageProfile {
  readonly sampler?: SamplerName
  readonly steps?: Steps
  readonly guidance?: number
  /** Super-resolution stages only. */
  readonly noiseLevel?: number
  /** Super-resolution stages only. */
  readonly backProjections?: number
}

/** The facts about a model that are needed to fill in a request's defaults. */
export interface ModelProfile {
  /** The name that a request's `model` refers to. */
  readonly name: string
  /** In the order of the cascade: 64 px, then 256 px. */
  readonly stages: readonly StageProfile[]
  /** For anagrams and hybrids. */
  readonly illusions?: IllusionDefaults
}
