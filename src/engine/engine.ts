import type { EngineEvent } from '#src/renderer/events.ts'
import type { DrawOptions, Pictures } from '#src/renderer/renderer.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'

export interface EngineDrawOptions extends DrawOptions {
  /** Run with no other job beside it: something died while it ran. Default: false. */
  readonly isolated?: boolean
  /** Deaths of the engine that this job has been charged with before. Default: 0. */
  readonly deaths?: number
}

/** What the engine is at, for presence, `/queue` and `/about`. */
export interface EngineStatus {
  readonly state: 'starting' | 'ready' | 'restarting' | 'stopped'
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
 * The engine as the bot sees it: a supervised child process that owns the models.
 *
 * It never blocks the caller's thread. When the child dies or hangs it is killed and started again, and the jobs
 * that were running begin anew, one at a time; a job that ends the engine twice while it runs alone fails with
 * the `UserError` `engine-died`.
 */
export interface Engine {
  /**
   * Draws; `id` names the job in the log and between the processes.
   *
   * Several may run at once; more than `status.capacity` gain nothing. Leaving the loop early (`break`, `return`)
   * cancels like the signal does: between two steps.
   *
   * @throws UserError as `Renderer.draw` does, and `engine-died`; the signal's reason when aborted.
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
  /** Ends the child; jobs under way throw `EngineStopped`. Safe to call twice. */
  stop(): Promise<void>
}

/** Thrown to jobs that were running when the engine was told to stop: park them, they have done nothing wrong. */
export class EngineStopped extends Error {
  override readonly name = 'EngineStopped'
}
