import type { StageDescription } from '#src/pipeline/cascade.ts'
import type { PromptReader } from '#src/network/prompt-reader.ts'
import type { Clip } from '#src/network/clip.ts'
import type { ClipPreprocessing } from '#src/network/clip-preprocessing.ts'
import type { SafetyChecker } from '#src/network/safety-checker.ts'
import type { WatermarkImage } from '#src/network/watermark-image.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { Predict, Text } from '#src/pipeline/predict.ts'
import type { ModelProfile } from '#src/requests/model-profile.ts'
import type { RendererSettings } from './renderer.ts'

/**
 * Provides the renderer's networks. The real backend opens model folders with ONNX Runtime. Tests replace it by a stub, even
 * in the child process.
 */
export interface Backend {
  /**
   * Finds the model with this name, or the preferred one. It is described and checked but not loaded.
   *
   * @throws UserError `no-such-model`
   */
  open(name: string | undefined): Promise<BackendModel>
  /** Frees all networks. */
  close(): Promise<void>
}

/** A module that replaces the real backend exports a function of this type as `openBackend`. */
export type OpenBackend = (settings: RendererSettings) => Promise<Backend>

export interface BackendModel {
  readonly name: string
  /** Changes when any weight changes. */
  readonly fingerprint: string
  /** The device in use: `cpu`, `webgpu` or `cuda`. */
  readonly device: string
  readonly profile: ModelProfile
  readonly stages: readonly BackendStage[]
  /** Null if the model has none. Its prompts must then be empty. */
  readonly encoder: BackendEncoder | null
  /** Judges finished pictures. Null if the model has none. */
  readonly safetyChecker: BackendSafetyChecker | null
  /** Put on finished pictures. Null if the model has none. */
  readonly watermark: WatermarkImage | null
  /** Says how well pictures fit texts. The model's own, in its folder `judge`, else one among the models; null if there is none. */
  readonly clip: BackendClip | null
  /** Enlarges finished pictures four times, [3, H, W] in [-1, 1]. Null if there is none. */
  readonly enlarger: Resident<(picture: Planes) => Promise<Planes>> | null
  /** Whether all stages fit into memory together. If not, each is freed before the next is loaded. */
  readonly fitsTogether: boolean
}

export interface BackendStage extends Resident<Predict> {
  readonly description: StageDescription
}

/** An embedding, and whether the prompt was truncated. */
export interface EncodedText extends Text {
  readonly truncated: boolean
  /** How many of the tokens are the prompt's own, before the padding. Absent in a text from the cache. */
  readonly promptTokens?: number
}

export interface BackendEncoder extends Resident<(prompts: readonly string[]) => Promise<readonly EncodedText[]>> {
  /** Changes when weights or tokenizer change. It is part of the key of cached embeddings. */
  readonly id: string
  /** Finds the words that the model does not know. Absent if that cannot be determined. */
  readonly reader?: PromptReader
  /** The prompt as the tokenizer gets it. `clean` applies IF's clean-up of captions. */
  prepare(prompt: string, clean: boolean): string
}

export interface BackendSafetyChecker extends Resident<SafetyChecker['check']> {
  readonly preprocessing: ClipPreprocessing
}

export interface BackendClip extends Resident<Clip> {
  readonly preprocessing: ClipPreprocessing
  /** Whether it was trained on noised pictures. */
  readonly readsNoise: boolean
  /** The ids of texts, each of `length` numbers. */
  tokenize(texts: readonly string[], length: number): Promise<readonly Int32Array[]>
}

/** A network, whether loaded or not. */
export interface Resident<Network> {
  /** The name shown to people: `stage I`, `text encoder`. */
  readonly name: string
  loaded(): boolean
  /** Loads the network if necessary and keeps it until it is released. Others may be freed to make room. */
  acquire(): Promise<Lease<Network>>
}

export interface Lease<Network> {
  readonly network: Network
  release(): void
}
