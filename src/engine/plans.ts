import type { CascadePlan, StageDescription } from '#src/pipeline/cascade.ts'
import { plansOf } from '#src/pipeline/modes/plans-of.ts'
import type { ResolvedDrawing, ResolvedRequest } from '#src/requests/draw-request.ts'
import { materialsFor } from './materials.ts'
import type { Pictures } from './studio.ts'

/** A plan, and the request that would draw this alone: it goes into the recipes. */
export interface Planned {
  readonly plan: CascadePlan
  readonly request: ResolvedDrawing
}

/** What a request comes to: one plan after the other, and sentences for the person. */
export interface Plans {
  readonly planned: readonly Planned[]
  readonly notices: readonly string[]
}

/**
 * Makes the plans of a request, its pictures decoded.
 *
 * @throws UserError about a picture that cannot be used, or a wish that cannot be met
 */
export async function plansFor(
  request: ResolvedRequest,
  stages: readonly StageDescription[],
  pictures: Pictures,
): Promise<Plans> {
  const { materials, notices } = await materialsFor(request, pictures)
  const { drawings } = plansOf(request, stages, materials)
  return {
    planned: drawings.map(({ plan, row, column }) => ({ plan, request: drawnAlone(request, row, column) })),
    notices,
  }
}

function drawnAlone(request: ResolvedRequest, row: number, column: number): ResolvedDrawing {
  if (request.mode !== 'compare') return request
  const cell = request.cells[row]?.[column]
  if (cell === undefined) throw new RangeError(`The comparison has no cell in row ${row}, column ${column}.`)
  return cell
}
