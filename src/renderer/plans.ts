import type { StageDescription } from '#src/pipeline/cascade.ts'
import type { PlannedRequest } from '#src/pipeline/modes/mode-plan.ts'
import { plansOf } from '#src/pipeline/modes/registry.ts'
import { modeOf, type ResolvedRequest } from '#src/requests/draw-request.ts'
import { materialsFor, type PreparedPictures } from './materials.ts'
import type { Pictures } from './renderer.ts'

/** The plans of a request, notes for the person, and the materials for its files. */
export interface Plans extends PlannedRequest, Pick<PreparedPictures, 'notices' | 'restore'> {}

/**
 * Decodes the pictures of a request and makes its plans.
 *
 * @throws UserError if a picture cannot be used, or a setting is impossible with it
 */
export async function plansFor(
  request: ResolvedRequest,
  stages: readonly StageDescription[],
  pictures: Pictures,
): Promise<Plans> {
  const { materials, ...prepared } = await materialsFor(request, pictures)
  const planned = plansOf(request, stages, materials)
  const candidates = modeOf(request).resolvedSettings(request)?.bestOf ?? 1
  const drawings = planned.drawings.map((one) => ({ ...one, plan: { ...one.plan, candidates } }))
  return { ...prepared, ...planned, drawings }
}
