import { type DrawRequest, modeOf, type ResolvedRequest } from './draw-request.ts'
import type { ModelProfile } from './model-profile.ts'

/**
 * Fills in every default. The model's defaults come first, then the mode's.
 *
 * `drawSeed` is called once if the request has no seed.
 * @throws UserError `no-such-stage` for a size that the model cannot draw or settings of a stage that it lacks, `sampler-not-allowed`.
 */
export function resolve(request: DrawRequest, model: ModelProfile, drawSeed: () => number): ResolvedRequest {
  return modeOf(request).resolve(request, model, drawSeed)
}
