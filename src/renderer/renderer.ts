import type { RendererEvent } from './events.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'

/** The bytes of the pictures that a request refers to, by SHA-256 in lower-case hex. */
export type Pictures = ReadonlyMap<string, Uint8Array>

export interface DrawOptions {
  /** Stops drawing between two steps. The generator then throws the signal's reason. */
  readonly signal?: AbortSignal
  /** The shortest interval between previews and their longer side in pixels. Default: no previews. */
  readonly previews?: { readonly everyMilliseconds: number; readonly edge: number }
  /** The number of intermediate steps in the strip, evenly spaced over the picture's steps. Default: no strip. */
  readonly keep?: number
  /** Whether the readings of an illusion are also returned as files. Default: false. */
  readonly readings?: boolean
  /**
   * Whether several independent pictures are also put on one labelled sheet. A study, a strength sweep and a comparison
   * always are, since their pictures only make sense side by side. Default: false.
   */
  readonly sheet?: boolean
  /** Whether the model's safety checker holds pictures back. Default: true, where the model has one. */
  readonly safety?: boolean
}

export interface RendererSettings {
  /** The folders with models (each in the diffusers layout, or a cascade of them), the preferred one first. */
  readonly modelDirs: readonly string[]
  /** The model for requests that do not name one. Default: the first one found. */
  readonly model?: string
  readonly device: 'cpu' | 'webgpu' | 'cuda' | 'auto'
  /** The number of threads of the CPU provider; 0 lets it choose. */
  readonly threads: number
  /** The memory for all loaded networks together, in bytes. Others are freed before a load would exceed it. */
  readonly memoryBudget: number
  /** Bits of the text encoder's weights. Default: by the memory budget. */
  readonly textEncoderBits?: 32 | 8 | 4
  /** The folder for text embeddings and measurements that are kept between runs. */
  readonly cacheDir: string
}

/** Draws pictures in this process. It owns the models and decides which networks stay loaded. */
export interface Renderer {
  /**
   * Draws the pictures of a request. Picture i has the request's seed + i.
   *
   * @throws UserError for problems that the person can fix: an unknown model, a missing picture, a request that the model
   *   cannot draw
   */
  draw(request: DrawRequest, pictures: Pictures, options?: DrawOptions): AsyncGenerator<RendererEvent, void, undefined>
  /** Frees all networks. Call it only after all drawings have ended. */
  close(): Promise<void>
}
