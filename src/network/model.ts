import type { Predict, Text } from '#src/pipeline/predict.ts'
import type { ClipPreprocessing } from './clip-preprocessing.ts'
import type { Device } from './device.ts'
import type { SchedulerConfig } from './scheduler-config.ts'
import type { Defaults, IllusionDefaults } from './defaults.ts'
import type { UnetConfig } from './unet-config.ts'
import type { T5Config } from './t5-config.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { WatermarkImage } from './watermark-image.ts'

/** The files and the checked configuration of one network. Nothing is loaded yet. */
export interface NetworkFiles<Config> {
  /** The folder that holds `config.json` and the safetensors files. */
  readonly folder: string
  readonly config: Config
  /** Bytes of the safetensors files. */
  readonly bytes: number
  /** The number of weights in all tensors. */
  readonly parameters: number
}

/** A stage of the cascade: one folder in the diffusers layout. */
export interface Stage {
  /** `stage_1`, `stage_2`, … within a cascade, else the folder's name. */
  readonly name: string
  readonly folder: string
  /** `base` draws from noise (three input channels); `super-resolution` enlarges a picture (six). */
  readonly kind: 'base' | 'super-resolution'
  /** The width and height in pixels that the stage was trained at. */
  readonly sampleSize: number
  /** Height and width must be multiples of this. */
  readonly multiple: number
  readonly unet: NetworkFiles<UnetConfig>
  readonly scheduler: SchedulerConfig
  /** The schedule by which a super-resolution stage noises its conditioning picture. */
  readonly imageNoisingScheduler: SchedulerConfig | undefined
  readonly defaults: Defaults | undefined
}

/** The files of a text encoder. The stages of a cascade share one. */
export interface TextEncoderFiles extends NetworkFiles<T5Config> {
  /** The folder that holds `spiece.model` or `tokenizer.json`. */
  readonly tokenizerFolder: string
  /** The key of cached embeddings. It changes when the weights, the configuration or the tokenizer change. */
  readonly id: string
}

/** The files of IF's safety checker. The stages of a cascade share one. */
export interface SafetyCheckerFiles {
  /** The folder that holds `config.json` and the weights. */
  readonly folder: string
  /** How it wants its pictures. */
  readonly preprocessing: ClipPreprocessing
  readonly parameters: number
}

/** A model on disk, described and checked by `openModel` but not loaded. */
export interface Model {
  readonly name: string
  readonly folder: string
  /** In the order in which they draw, the base stage first. */
  readonly stages: readonly Stage[]
  readonly textEncoder: TextEncoderFiles | undefined
  /** For anagrams and hybrids, where its folder says so. */
  readonly illusions: IllusionDefaults | undefined
  /** What it was taught, where its folder says so. */
  readonly vocabulary: Vocabulary | undefined
  readonly safetyChecker: SafetyCheckerFiles | undefined
  /** IF's watermark, put on finished pictures. */
  readonly watermark: WatermarkImage | undefined
  /** The licence that the folder's model card or licence file names. */
  readonly licence: string | undefined
  /** Bytes of all weights together. */
  readonly bytes: number
}

/** How a network is loaded. */
export interface LoadOptions {
  /** Default `cpu`. */
  readonly device?: Device
  /** Threads of one operator. Default: 0, which leaves the choice to ONNX Runtime (one per physical core). */
  readonly threads?: number
  /**
   * Whether half-precision weights stay as they are in the mapped file and are cast whenever they are used, which takes half the memory.
   * Default: false, so they become float32 while loading, which is faster. Only the CPU distinguishes.
   */
  readonly castWhenUsed?: boolean
  /** Whether a UNet computes in float16 but for norms, softmax and the sums of attention, which is faster on a GPU. Default: false. */
  readonly halfPrecision?: boolean
}

/** A loaded UNet; see `loadUnet`. */
export interface Unet {
  readonly predict: Predict
  readonly inChannels: 3 | 6
  readonly sampleSize: number
  dispose(): Promise<void>
}

/** A prompt's embedding, and whether the prompt was too long. */
export interface Encoded extends Text {
  /** The number of tokens of the whole prompt with its end mark, before truncation. */
  readonly promptTokens: number
  readonly truncated: boolean
}

/** A loaded text encoder with its tokenizer; see `loadTextEncoder`. */
export interface TextEncoder {
  /** The same as `TextEncoderFiles.id`. */
  readonly id: string
  encode(prompts: readonly string[], signal?: AbortSignal): Promise<readonly Encoded[]>
  dispose(): Promise<void>
}
