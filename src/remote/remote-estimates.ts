import { Estimator } from '#src/engine/estimator.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { Registration } from './protocol.ts'

/** What a bot computes from a worker's registration. */
export interface RemoteEstimates {
  /** Seconds of drawing, or null if unknown. */
  estimate(request: DrawRequest): number | null
  /** Among how many pictures a request chooses, or null if unknown. */
  bestOf?(request: DrawRequest): number | null
}

/** Estimates by what the worker has measured. */
export function estimatesOf({ facts, status }: Registration): RemoteEstimates {
  const estimator = new Estimator()
  for (const model of facts.models) estimator.addModel(model, model.name === status.model)
  estimator.setSpeeds(facts.speeds)
  return {
    estimate: (request) => estimator.estimate(request),
    bestOf: (request) => estimator.bestOf(request),
  }
}
