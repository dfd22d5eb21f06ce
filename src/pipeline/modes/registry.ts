import type { Mode, ResolvedRequest } from '#src/requests/draw-request.ts'
import type { StageDescription } from '../cascade.ts'
import { checkPlan } from '../compatibility.ts'
import type { Planes, Size } from '../planes.ts'
import { anagramPlan } from './anagram.ts'
import { comparePlan } from './compare.ts'
import { denoisePlan } from './denoise.ts'
import { editPlan } from './edit.ts'
import { generatePlan } from './generate.ts'
import { hybridPlan } from './hybrid.ts'
import { inpaintPlan } from './inpaint.ts'
import type { Materials } from './materials.ts'
import type { ModePlan, PlannedRequest, SeenReading } from './mode-plan.ts'
import { stylePlan } from './style.ts'
import { upscalePlan } from './upscale.ts'

/** The drawing code of every mode. */
const plans: { readonly [M in Mode]: ModePlan<Extract<ResolvedRequest, { readonly mode: M }>> } = {
  generate: generatePlan,
  edit: editPlan,
  inpaint: inpaintPlan,
  anagram: anagramPlan,
  hybrid: hybridPlan,
  style: stylePlan,
  upscale: upscalePlan,
  denoise: denoisePlan,
  compare: comparePlan,
}

const planOf = ({ mode }: ResolvedRequest): ModePlan<ResolvedRequest> => plans[mode]

/**
 * Makes the plans of a request.
 *
 * @throws UserError if the request is impossible, for example because of a view at this size or a sampler in this mode
 */
export function plansOf(
  request: ResolvedRequest,
  stages: readonly StageDescription[],
  materials: Materials,
): PlannedRequest {
  const planned = planOf(request).plan(request, stages, materials)
  for (const { plan } of planned.drawings) plan.plans.forEach(checkPlan)
  return planned
}

/** The readings of a picture. Empty if it shows only one thing. */
export const readingsSeen = (request: ResolvedRequest, planes: Planes): readonly SeenReading[] =>
  planOf(request).readings?.(request, planes) ?? []

/** Refuses a picture that a request cannot be drawn from. @throws UserError */
export const checkPicture = (request: ResolvedRequest, size: Size): void =>
  planOf(request).checkPicture?.(request, size)
