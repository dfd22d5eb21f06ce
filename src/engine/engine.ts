import type { EngineEvent } from '#src/renderer/events.ts'
import type { DrawOptions, Pictures } from '#src/renderer/renderer.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { ModelFacts } from './protocol.ts'

export interface EngineDrawOptions extends DrawOptions {
  /** Runs this job with no other beside it, because a process died while it ran. Default: false. */
  readonly isolated?: boolean
  /** The number of engine deaths that this job caused before. Default: 0. */
  readonly deaths?: number
}

/** Why the engine does not start and when the next attempt is made. */
export interface EngineFailure {
  /** One line for the log and for the operator of the bot. */
  readonly reason: string
  /** Milliseconds since 1970. */
  readonly until: number
}

/** The state of the engine, for presence, `/queue` and `/info`. */
export interface EngineStatus {
  /**
   * `failed` means that several starts in a row failed. Jobs are refused until one succeeds. `absent` means that no engine
   * can be reached. Jobs wait until one can.
   */
  readonly state: 'starting' | 'ready' | 'restarting' | 'failed' | 'absent' | 'stopped'
  /** Null unless the state is `failed`. */
  readonly failure: EngineFailure | null
  /** The preferred model; null until known. */
  readonly model: string | null
  /** The device in use: `cpu`, `webgpu` or `cuda`; null until known. */
  readonly device: string | null
  /** What the preferred model was taught, in the words of prompts, best first. Empty if its folder does not say. */
  readonly subjects: readonly string[]
  /** The number of jobs that are worth running at once on this device; 1 until measured. */
  readonly capacity: number
  /** The number of times the engine died or was killed since the start. */
  readonly deaths: number
}

/**
 * The engine as the bot sees it: a supervised worker process that owns the models.
 *
 * It never blocks the caller's thread. If the process dies or hangs, it is restarted, and the jobs that were running start
 * over, one at a time. A job that kills the engine twice while it runs alone fails with the `UserError` `engine-died`.
 */
export interface Engine {
  /**
   * Draws a request. `id` names the job in the log and between the processes.
   *
   * Several jobs may run at once, but more than `status.capacity` gain nothing. Leaving the loop early (`break`, `return`)
   * cancels the job between two steps, like the signal.
   *
   * @throws UserError like `Renderer.draw`, `engine-died`, `engine-will-not-start`; the signal's reason if aborted
   */
  draw(
    id: string,
    request: DrawRequest,
    pictures: Pictures,
    options?: EngineDrawOptions,
  ): AsyncGenerator<EngineEvent, void, undefined>
  /** The seconds that the request would take alone on this device; null until its speed was measured. */
  estimate(request: DrawRequest): number | null
  /**
   * Among how many pictures of the first stage the request chooses, if only by what the makers of its model recommend; null until the
   * model is known. An engine without this method cannot tell.
   */
  bestOf?(request: DrawRequest): number | null
  /**
   * Reserves the place of a job that is about to be drawn. Null if it should wait: everything that can draw it is busy, or
   * waiting for a device that has its model loaded is quicker. The returned function gives the place back. An engine
   * without this method has room up to `status.capacity`.
   */
  reserve?(id: string, request: DrawRequest, options: { readonly isolated: boolean }): (() => void) | null
  /**
   * Those of the given jobs that are being drawn, or were drawn, for an earlier process. `draw` continues them. An engine
   * without this method ends with its process.
   */
  stillDrawing?(ids: readonly string[]): Promise<ReadonlySet<string>>
  /**
   * How alike texts are, from -1 to 1, by the text encoder: a row for each text with a number for each of the others. Null
   * where none is in memory, or where it does not answer in time. It runs between two steps of the jobs. An engine without
   * this method cannot tell.
   */
  likeness?(texts: readonly string[], others: readonly string[]): Promise<readonly (readonly number[])[] | null>
  readonly status: EngineStatus
  /** How often a UNet was called so far, and the rows of all calls together. */
  readonly networkUse: { readonly calls: number; readonly rows: number }
  /** The id of its process; undefined while there is none. */
  readonly pid: number | undefined
  /** What draws behind it, one entry a device. An engine without this property is a single one. */
  readonly members?: readonly EngineMember[]
  /** Calls the listener on every change of `status`. The returned function unsubscribes it. */
  onStatus(listener: (status: EngineStatus) => void): () => void
  /** Ends the process. Running jobs throw `EngineStopped`. It is safe to call this twice. */
  stop(): Promise<void>
}

/** One of the engines behind an `Engine`: on a device of this machine, or a worker of another one. */
export interface EngineMember {
  /** The device, with the machine where it is another one. */
  readonly name: string
  readonly status: EngineStatus
  /** The id of its process on this machine; undefined while there is none. */
  readonly pid: number | undefined
}

/** What placing a job depends on, beside the status. */
export interface EngineFacts {
  /** The models that were opened. */
  readonly models: readonly ModelFacts[]
  /** Seconds a row, by the key of a stage's speed. */
  readonly speeds: Readonly<Record<string, number>>
  /** The models whose networks are in memory. */
  readonly loaded: readonly string[]
  /** The seconds that loading a model's networks took, by its name. */
  readonly loadSeconds: Readonly<Record<string, number>>
}

/** Thrown to jobs that were running when the engine was stopped. They are requeued, since they did not cause it. */
export class EngineStopped extends Error {
  override readonly name = 'EngineStopped'
}

/** Thrown to a job when the machine that drew it is gone. It starts over, alone, since it may be the cause. */
export class EngineLost extends Error {
  override readonly name = 'EngineLost'
}
