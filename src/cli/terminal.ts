import type { Configuration } from '#src/config.ts'
import type { Renderer, RendererSettings } from '#src/renderer/renderer.ts'

/** An output for text. */
export interface Output {
  write(text: string): unknown
  /** Whether it is a terminal, on which a line can be overwritten. */
  readonly isTTY?: boolean
  readonly columns?: number
}

/** Everything outside the process that the command line uses. Tests pass in their own. */
export interface Terminal {
  /** The results: paths of pictures, lists. */
  readonly out: Output
  /** Everything else: progress, notices, errors. */
  readonly err: Output
  /** The folder that relative paths start from. */
  readonly directory: string
  readonly configuration: () => Configuration
  readonly openRenderer: (settings: RendererSettings) => Promise<Renderer>
  /** After this call Ctrl-C only aborts the signal. A second Ctrl-C ends the process. */
  readonly takeInterrupts: () => AbortSignal
  /** A monotonic clock in milliseconds. */
  readonly now: () => number
}
