import { UserError } from '#src/errors.ts'
import { createSpeeds, type Speeds } from '#src/renderer/speeds.ts'
import { type DrawRequest, modeOf } from '#src/requests/draw-request.ts'
import { resolve } from '#src/requests/resolve.ts'
import type { Work } from '#src/requests/work.ts'
import type { ModelFacts } from './protocol.ts'

/** Estimates the cost of requests from the models and speeds that the engine reported. */
export class Estimator {
  readonly #models = new Map<string, ModelFacts>()
  #preferred: ModelFacts | undefined
  #speeds: Speeds = createSpeeds()
  /** The work of each request with the model that it was resolved for. It is cached because the queue's order needs it repeatedly. */
  readonly #work = new WeakMap<DrawRequest, { readonly model: ModelFacts; readonly work: readonly Work[] }>()

  addModel(model: ModelFacts, preferred: boolean): void {
    this.#models.set(model.name, model)
    if (preferred) this.#preferred = model
  }

  setSpeeds(speeds: Readonly<Record<string, number>>): void {
    this.#speeds = createSpeeds(speeds)
  }

  /** Among how many pictures a request chooses; null until its model is known. */
  bestOf(request: DrawRequest): number | null {
    const model = this.#modelOf(request)
    return model === undefined ? null : modeOf(request).bestOf(request, model.profile)
  }

  /** The seconds that a request takes alone; null until its model and all of its stages were measured. */
  estimate(request: DrawRequest): number | null {
    const model = this.#modelOf(request)
    if (model === undefined) return null
    let seconds = 0
    for (const { stage, edge, steps, rows } of this.#workOf(request, model)) {
      const perRow = this.#speeds.secondsPerRow(model.speedKeys[stage] ?? '', { width: edge, height: edge })
      if (perRow === undefined) return null
      seconds += steps * rows * perRow
    }
    return seconds
  }

  #modelOf(request: DrawRequest): ModelFacts | undefined {
    const name = modeOf(request).settings(request).model
    return name === undefined ? this.#preferred : this.#models.get(name)
  }

  #workOf(request: DrawRequest, model: ModelFacts): readonly Work[] {
    const known = this.#work.get(request)
    if (known?.model === model) return known.work
    const work = workFor(request, model)
    this.#work.set(request, { model, work })
    return work
  }
}

/** The work of a request. It is empty if the model refuses the request, since drawing then ends at once. */
function workFor(request: DrawRequest, { profile }: ModelFacts): readonly Work[] {
  try {
    const resolved = resolve(request, profile, () => 0)
    return modeOf(resolved).work(resolved)
  } catch (error) {
    if (error instanceof UserError) return []
    throw error
  }
}
