import type { EngineEvent } from '#src/renderer/events.ts'
import type { Pictures } from '#src/renderer/renderer.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { WorkerJob } from '#src/workers/worker-jobs.ts'
import { createChannel } from './channel.ts'
import type { EngineDrawOptions } from './engine.ts'
import type { ToEngine } from './protocol.ts'

/** A request that the engine draws, and its events. */
export class DrawingJob implements WorkerJob {
  readonly id: string
  readonly events = createChannel<EngineEvent>(latestStep)
  isolated: boolean
  deaths: number
  readonly #request: DrawRequest
  readonly #pictures: Pictures
  readonly #options: EngineDrawOptions
  #cancelled: { readonly reason: unknown } | undefined

  constructor(id: string, request: DrawRequest, pictures: Pictures, options: EngineDrawOptions) {
    this.id = id
    this.isolated = options.isolated ?? false
    this.deaths = options.deaths ?? 0
    this.#request = request
    this.#pictures = pictures
    this.#options = options
  }

  /** The message that starts it. */
  get startMessage(): ToEngine {
    const { previews, keep, readings, sheet, safety } = this.#options
    return {
      type: 'draw',
      id: this.id,
      request: this.#request,
      pictures: [...this.#pictures].map(([sha256, bytes]) => ({ sha256, bytes })),
      options: {
        ...(previews && { previews }),
        ...(keep !== undefined && { keep }),
        ...(readings !== undefined && { readings }),
        ...(sheet !== undefined && { sheet }),
        ...(safety !== undefined && { safety }),
      },
    }
  }

  /** Marks the job as cancelled. However it ends, it then throws this reason. */
  cancel(reason: unknown): void {
    this.#cancelled ??= { reason }
  }

  /** Called when the engine has finished the job. */
  end(): void {
    if (this.#cancelled === undefined) this.events.close()
    else this.events.fail(this.#cancelled.reason)
  }

  fail(error: unknown): void {
    this.events.fail(this.#cancelled === undefined ? error : this.#cancelled.reason)
  }

  interrupted(): boolean {
    if (this.#cancelled === undefined) this.events.push({ type: 'interrupted', deaths: this.deaths })
    else this.events.fail(this.#cancelled.reason)
    return this.#cancelled === undefined
  }
}

/** Merges steps, so that a slow listener sees the latest step with the latest preview. */
export function latestStep(last: EngineEvent, next: EngineEvent): EngineEvent | undefined {
  if (last.type !== 'step' || next.type !== 'step') return undefined
  return last.preview === undefined ? next : { preview: last.preview, ...next }
}
