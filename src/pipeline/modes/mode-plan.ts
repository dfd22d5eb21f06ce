import type { ResolvedDrawing } from '#src/requests/draw-request.ts'
import type { CascadePlan, StageDescription } from '../cascade.ts'
import type { Planes, Size } from '../planes.ts'
import type { DenoisingStudy } from './denoising-study.ts'
import type { Materials } from './materials.ts'

/** One drawing of a request, and the request that would produce only this drawing. */
export interface PlannedDrawing {
  readonly plan: CascadePlan
  readonly request: ResolvedDrawing
}

/** Everything that a request draws. Usually this is one drawing; a sheet has several. */
export interface PlannedRequest {
  readonly drawings: readonly PlannedDrawing[]
  /** The other pictures of a denoising study, beside its drawings. */
  readonly study?: DenoisingStudy
}

/** A picture as one of its readings shows it. */
export interface SeenReading {
  /** [3, H, W] in [-1, 1] */
  readonly planes: Planes
  /** The size at which it is seen, as a share of the picture's size. */
  readonly share: number
}

/**
 * How a mode draws. `src/requests/modes` holds its other facts. The functions are declared as methods because TypeScript
 * checks the parameters of methods bivariantly. A specific mode can therefore stand for any mode, and `plansOf` picks the
 * one that fits a request.
 */
export interface ModePlan<Resolved> {
  /** @throws UserError if the request is impossible, for example because a view does not exist at this size or a picture is too large */
  plan(request: Resolved, stages: readonly StageDescription[], materials: Materials): PlannedRequest
  /** The readings of a picture, in the order of the mode's `readings`. Absent if a picture shows only one thing. */
  readings?(request: Resolved, planes: Planes): readonly SeenReading[]
  /** Refuses a picture that the mode cannot draw from, before it is fully decoded. @throws UserError */
  checkPicture?(request: Resolved, size: Size): void
}

/** The plan of a request that is a single drawing. */
export function drawnAlone(request: ResolvedDrawing, ...plans: readonly CascadePlan[]): PlannedRequest {
  return { drawings: plans.map((plan) => ({ plan, request })) }
}
