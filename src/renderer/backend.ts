import type { StageDescription } from '#src/pipeline/cascade.ts'
import type { PromptReader } from '#src/network/prompt-reader.ts'
import type { Predict, Text } from '#src/pipeline/predict.ts'
import type { ModelProfile } from '#src/requests/model-profile.ts'
import type { RendererSettings } from './renderer.ts'

/**
 * Where the renderer gets its networks from. The real one opens model folders with ONNX Runtime; tests put a stub in
 * its place, in the child process as well.
 */
export interface Backend {
  /**
   * The model of this name, or the preferred one. Described and checked, not loaded.
   *
   * @throws UserError `no-such-model`
   */
  open(name: string | undefined): Promise<BackendModel>
  /** Frees everything. */
  close(): Promise<void>
}

/** A module that stands in for the real backend exports this under the name `openBackend`. */
export type OpenBackend = (settings: RendererSettings) => Promise<Backend>

export interface BackendModel {
  readonly name: string
  /** Changes when any weight changes. */
  readonly fingerprint: string
  /** The device that is used: `cpu`, `webgpu`, `cuda`. */
  readonly device: string
  readonly profile: ModelProfile
  readonly stages: readonly BackendStage[]
  /** Null where the model has none; its prompts must then be empty. */
  readonly encoder: BackendEncoder | null
  /** Whether the stages may stay loaded together; if not, one must go before the next comes. */
  readonly fitsTogether: boolean
}

export interface BackendStage extends Resident<Predict> {
  readonly description: StageDescription
}

/** An embedding, and whether the prompt was too long for it. */
export interface EncodedText extends Text {
  readonly truncated: boolean
}

export interface BackendEncoder extends Resident<(prompts: readonly string[]) => Promise<readonly EncodedText[]>> {
  /** Changes when weights or tokenizer change: embeddings are cached under it. */
  readonly id: string
  /** Finds the words that mean nothing to the model. Absent: that is not known. */
  readonly reader?: PromptReader
  /** The prompt as it goes in; `clean`: with IF's clean-up of captions. */
  prepare(prompt: string, clean: boolean): string
}

/** A network that may be loaded or not. */
export interface Resident<Network> {
  /** As people read it: `stage I`, `text encoder`. */
  readonly name: string
  loaded(): boolean
  /** Loads it if need be, and keeps it until it is released. Others may be freed to make room. */
  acquire(): Promise<Lease<Network>>
}

export interface Lease<Network> {
  readonly network: Network
  release(): void
}
