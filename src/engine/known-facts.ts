import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { EngineFacts } from './engine.ts'
import { Estimator } from './estimator.ts'
import type { FromEngine, ModelFacts } from './protocol.ts'

/** Below this, in seconds, a job found its networks loaded. */
const noLoading = 0.05

/** What an engine has reported about its models and speeds. */
export class KnownFacts {
  readonly #estimator = new Estimator()
  readonly #models = new Map<string, ModelFacts>()
  /** The models of the running jobs, by job. */
  readonly #drawn = new Map<string, string>()
  #speeds: Readonly<Record<string, number>> = {}
  #loaded: readonly string[] = []
  #loadSeconds: Readonly<Record<string, number>> = {}

  /** Takes notice of a message. Returns whether the facts have changed. */
  receive(message: FromEngine): boolean {
    switch (message.type) {
      case 'model':
        this.#models.set(message.model.name, message.model)
        this.#estimator.addModel(message.model, message.preferred)
        return true
      case 'ready':
        // A new process has loaded nothing yet.
        this.#loaded = []
        this.#setSpeeds(message.speeds)
        return true
      case 'speeds':
        this.#loaded = message.loaded
        this.#setSpeeds(message.speeds)
        return true
      case 'event':
        if (message.event.type === 'started') this.#drawn.set(message.id, message.event.model)
        if (message.event.type === 'done') this.#recordLoading(message.id, message.event.timings.loading)
        return false
      default:
        return false
    }
  }

  /** Forgets a job that has left the engine. */
  forget(jobId: string): void {
    this.#drawn.delete(jobId)
  }

  estimate(request: DrawRequest): number | null {
    return this.#estimator.estimate(request)
  }

  bestOf(request: DrawRequest): number | null {
    return this.#estimator.bestOf(request)
  }

  get facts(): EngineFacts {
    return {
      models: [...this.#models.values()],
      speeds: this.#speeds,
      loaded: this.#loaded,
      loadSeconds: this.#loadSeconds,
    }
  }

  #setSpeeds(speeds: Readonly<Record<string, number>>): void {
    this.#speeds = speeds
    this.#estimator.setSpeeds(speeds)
  }

  #recordLoading(jobId: string, seconds: number): void {
    const model = this.#drawn.get(jobId)
    if (model !== undefined && seconds > noLoading) this.#loadSeconds = { ...this.#loadSeconds, [model]: seconds }
  }
}
