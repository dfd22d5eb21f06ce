import type { EngineEvent } from '#src/renderer/events.ts'
import type { DrawOptions, Pictures } from '#src/renderer/renderer.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'

export interface EngineDrawOptions extends DrawOptions {
  /** Runs with no other job beside it, because a process died while it ran. Default: false. */
  readonly isolated?: boolean
  /** Deaths of the engine that this job caused before. Default: 0. */
  readonly deaths?: number
}

/** Why the engine does not start, and when it is tried again. */
export interface EngineFailure {
  /** One line for the log and whoever runs the bot. */
  readonly reason: string
  /** Milliseconds since 1970. */
  readonly until: number
}

/** What the engine does, for presence, `/queue` and `/info`. */
export interface EngineStatus {
  /** `failed`: it did not start several times in a row. Jobs are refused until it does. */
  readonly state: 'starting' | 'ready' | 'restarting' | 'failed' | 'stopped'
  /** Null unless the state is `failed`. */
  readonly failure: EngineFailure | null
  /** The model that draws, once it is known. */
  readonly model: string | null
  /** The device that is used, once it is known: `cpu`, `webgpu`, `cuda`. */
  readonly device: string | null
  /** How many jobs at once pay on this device; 1 until it is measured. */
  readonly capacity: number
  /** How often the engine died or was killed since the start. */
  readonly deaths: number
}

/**
 * The engine as the bot sees it: a supervised worker process that owns the models.
 *
 * It never blocks the caller's thread. When the process dies or hangs it is started again, and the jobs that were
 * running begin anew, one at a time. A job that ends the engine twice while it runs alone fails with the `UserError`
 * `engine-died`.
 */
export interface Engine {
  /**
   * Draws a request. `id` names the job in the log and between the processes.
   *
   * Several may run at once; more than `status.capacity` gain nothing. Leaving the loop early (`break`, `return`)
   * cancels like the signal does: between two steps.
   *
   * @throws UserError as `Renderer.draw` does, `engine-died`, `engine-will-not-start`; the signal's reason when aborted.
   */
  draw(
    id: string,
    request: DrawRequest,
    pictures: Pictures,
    options?: EngineDrawOptions,
  ): AsyncGenerator<EngineEvent, void, undefined>
  /** Seconds that the request would take alone, from what was measured on this device; null until something was. */
  estimate(request: DrawRequest): number | null
  readonly status: EngineStatus
  /** Called on every change of `status`, until the returned function is called. */
  onStatus(listener: (status: EngineStatus) => void): () => void
  /** Ends the process; jobs under way throw `EngineStopped`. Safe to call twice. */
  stop(): Promise<void>
}

/** Thrown to jobs that were running when the engine was stopped. They are parked, since the fault is not theirs. */
export class EngineStopped extends Error {
  override readonly name = 'EngineStopped'
}
