import type { Configuration } from '#src/config.ts'
import type { Renderer, RendererSettings } from '#src/renderer/renderer.ts'

/** Where lines of text go. */
export interface Output {
  write(text: string): unknown
  /** A screen on which a line can be written over. */
  readonly isTTY?: boolean
  readonly columns?: number
}

/** What the command line touches of the world; tests hand in their own. */
export interface Terminal {
  /** What was asked for: paths of pictures, lists. */
  readonly out: Output
  /** Everything else: progress, notices, errors. */
  readonly err: Output
  /** Relative paths start here. */
  readonly directory: string
  readonly configuration: () => Configuration
  readonly openRenderer: (settings: RendererSettings) => Promise<Renderer>
  /** From this call on Ctrl-C ends nothing by itself but aborts the signal; a second Ctrl-C ends the process. */
  readonly takeInterrupts: () => AbortSignal
  /** Milliseconds from any start. */
  readonly now: () => number
}
