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
  /** The variables of `.env` and of the environment, which takes precedence. */
  readonly environment: () => Readonly<Record<string, string | undefined>>
  /** The home folder of the person. */
  readonly home: string
  /** Asks a question and waits for a line. Hidden answers are not shown while they are typed. Undefined if nobody can answer. */
  readonly ask: ((question: string, options?: { readonly hidden?: boolean }) => Promise<string>) | undefined
  readonly openRenderer: (settings: RendererSettings) => Promise<Renderer>
  /** The base address of Discord's API. Default: Discord's. */
  readonly discordApi?: string
  /** After this call Ctrl-C only aborts the signal. A second Ctrl-C ends the process. */
  readonly takeInterrupts: () => AbortSignal
  /** A monotonic clock in milliseconds. */
  readonly now: () => number
}
