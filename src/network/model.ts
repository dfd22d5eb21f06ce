import type { Predict, Text } from '#src/pipeline/predict.ts'
import type { Device } from './device.ts'
import type { SchedulerConfig } from './scheduler-config.ts'
import type { Defaults } from './defaults.ts'
import type { UnetConfig } from './unet-config.ts'
import type { T5Config } from './t5-config.ts'

/** One network of a stage: where its files are and what its checked configuration says. Nothing is loaded yet. */
export interface NetworkFiles<Config> {
  /** The folder that holds `config.json` and the safetensors files. */
  readonly folder: string
  readonly config: Config
  /** Bytes of the safetensors files. */
  readonly bytes: number
  /** Number of weights, all tensors together. */
  readonly parameters: number
}

/** A stage of the cascade: one folder in the diffusers layout. */
export interface Stage {
  /** `stage_1`, `stage_2`, … within a cascade; the folder's name where it stands alone. */
  readonly name: string
  readonly folder: string
  /** `base` draws from noise (three input channels); `super-resolution` enlarges a picture (six). */
  readonly kind: 'base' | 'super-resolution'
  /** Width and height in pixels for which the stage was trained. */
  readonly sampleSize: number
  /** Height and width must be multiples of this. */
  readonly multiple: number
  readonly unet: NetworkFiles<UnetConfig>
  readonly scheduler: SchedulerConfig
  /** The schedule by which a super-resolution stage noises its conditioning picture. */
  readonly imageNoisingScheduler: SchedulerConfig | undefined
  readonly defaults: Defaults | undefined
}

/** What turns a prompt into numbers; the stages of a cascade share one. */
export interface TextEncoderFiles extends NetworkFiles<T5Config> {
  /** The folder that holds `spiece.model` or `tokenizer.json`. */
  readonly tokenizerFolder: string
  /** Changes when the weights, the configuration or the tokenizer change: cached embeddings are kept under it. */
  readonly id: string
}

/** A model as it lies on disk, described and checked by `openModel` but not loaded. */
export interface Model {
  readonly name: string
  readonly folder: string
  /** In the order in which they draw: the base stage first. */
  readonly stages: readonly Stage[]
  readonly textEncoder: TextEncoderFiles | undefined
  /** The licence as the folder's model card or licence file names it. */
  readonly licence: string | undefined
  /** Bytes of all weights together. */
  readonly bytes: number
}

/** How a network is loaded. */
export interface LoadOptions {
  /** Default `cpu`. */
  readonly device?: Device
  /** Threads of one operator; 0, the default, leaves the choice to ONNX Runtime (one for each physical core). */
  readonly threads?: number
}

/** A UNet ready to run; made by `loadUnet` in `unet.ts`. */
export interface Unet {
  readonly predict: Predict
  readonly inChannels: 3 | 6
  readonly sampleSize: number
  /** Memory that the weights are estimated to hold. */
  readonly bytes: number
  dispose(): Promise<void>
}

/** A prompt's embedding, and what became of the prompt on the way. */
export interface Encoded extends Text {
  /** Tokens of the whole prompt with its end mark, before truncation. */
  readonly promptTokens: number
  readonly truncated: boolean
}

/** A text encoder with its tokenizer, ready to run; made by `loadTextEncoder` in `text-encoder.ts`. */
export interface TextEncoder {
  /** As `TextEncoderFiles.id`. */
  readonly id: string
  encode(prompts: readonly string[], signal?: AbortSignal): Promise<readonly Encoded[]>
  /** Memory that the weights are estimated to hold. */
  readonly bytes: number
  dispose(): Promise<void>
}
