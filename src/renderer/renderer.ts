import type { RendererEvent } from './events.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'

/** The bytes of the pictures that a request refers to, by their sha256 in lower-case hexadecimal. */
export type Pictures = ReadonlyMap<string, Uint8Array>

export interface DrawOptions {
  /** Stops between two steps; the generator then throws the signal's reason. */
  readonly signal?: AbortSignal
  /** How often at most a step carries a preview, and its longer side in pixels. Without it: no previews. */
  readonly previews?: { readonly everyMilliseconds: number; readonly edge: number }
  /** How many intermediate steps to keep for the strip, evenly spaced over the picture's steps. Default: none. */
  readonly keep?: number
  /** Whether an illusion comes with its readings as files of their own. Default: false. */
  readonly readings?: boolean
  /**
   * Whether pictures that stand on their own come on one labelled sheet as well, where there are several. A study, a
   * strength sweep and a comparison always do: they mean something only beside one another. Default: false.
   */
  readonly sheet?: boolean
}

export interface RendererSettings {
  /** Folders that hold models (each in the diffusers layout, or a cascade of them), the preferred one first. */
  readonly modelDirs: readonly string[]
  /** The model that draws where a request names none. Default: the first one found. */
  readonly model?: string
  readonly device: 'cpu' | 'webgpu' | 'cuda' | 'auto'
  /** Threads of the CPU provider; 0 lets it choose. */
  readonly threads: number
  /** Bytes that loaded networks may take together; decides what is freed before what is loaded. */
  readonly memoryBudget: number
  /** Where text embeddings and measurements are kept between runs. */
  readonly cacheDir: string
}

/** A place where pictures are drawn: models, their residency, and the loop, all in this process. */
export interface Renderer {
  /**
   * Draws what a request asks for, picture i with the request's seed + i.
   *
   * @throws UserError for what a person can mend: a model that is not there, a picture that is missing, a request
   * that the model cannot do.
   */
  draw(request: DrawRequest, pictures: Pictures, options?: DrawOptions): AsyncGenerator<RendererEvent, void, undefined>
  /** Frees all networks. Drawing that is under way must have ended. */
  close(): Promise<void>
}
