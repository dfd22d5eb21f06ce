import type { StageDescription } from '#src/pipeline/cascade.ts'
import type { PlannedRequest } from '#src/pipeline/modes/mode-plan.ts'
import { plansOf } from '#src/pipeline/modes/registry.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import { materialsFor, type Prepared } from './materials.ts'
import type { Pictures } from './renderer.ts'

/** What a request comes to: its drawings, sentences for the person, and what its files are made with. */
export interface Plans extends PlannedRequest, Pick<Prepared, 'notices' | 'restore'> {}

/**
 * Makes the plans of a request, its pictures decoded.
 *
 * @throws UserError about a picture that cannot be used, or a setting that is impossible with it
 */
export async function plansFor(
  request: ResolvedRequest,
  stages: readonly StageDescription[],
  pictures: Pictures,
): Promise<Plans> {
  const { materials, ...prepared } = await materialsFor(request, pictures)
  return { ...prepared, ...plansOf(request, stages, materials) }
}
