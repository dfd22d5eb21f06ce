import type { ResolvedDrawing } from '#src/requests/draw-request.ts'
import type { CascadePlan, StageDescription } from '../cascade.ts'
import type { Planes, Size } from '../planes.ts'
import type { DenoisingStudy } from './denoising-study.ts'
import type { Materials } from './materials.ts'

/** One drawing of a request, and the request that would draw this alone. */
export interface PlannedDrawing {
  readonly plan: CascadePlan
  readonly request: ResolvedDrawing
}

/** Everything that a request draws: most have one drawing, a sheet has several. */
export interface PlannedRequest {
  readonly drawings: readonly PlannedDrawing[]
  /** A denoising study: what its drawings stand beside. */
  readonly study?: DenoisingStudy
}

/** What is seen of a picture in one of its readings. */
export interface SeenReading {
  /** [3, H, W] in [-1, 1] */
  readonly planes: Planes
  /** How small it is then, as a share of its size. */
  readonly share: number
}

/**
 * How a mode draws, beside what `src/requests/modes` says of it. Its functions are methods: TypeScript then lets a mode
 * stand for any mode, and `plansOf` hands each request to its own.
 */
export interface ModePlan<Resolved> {
  /** @throws UserError where the request asks for what is impossible: a view at this size, a picture too large */
  plan(request: Resolved, stages: readonly StageDescription[], materials: Materials): PlannedRequest
  /** The readings of a picture, in the order of `readings` of the mode; absent where a picture shows one thing. */
  readings?(request: Resolved, planes: Planes): readonly SeenReading[]
  /** Refuses a picture that it cannot draw from, before it is decoded whole. @throws UserError */
  checkPicture?(request: Resolved, size: Size): void
}

/** What a request comes to whose drawings are all its own. */
export function drawnAlone(request: ResolvedDrawing, ...plans: readonly CascadePlan[]): PlannedRequest {
  return { drawings: plans.map((plan) => ({ plan, request })) }
}
