import type { CascadePlan, StageDescription } from '#src/pipeline/cascade.ts'
import type { DenoisingStudy } from '#src/pipeline/modes/denoise.ts'
import { plansOf } from '#src/pipeline/modes/plans-of.ts'
import type { ResolvedDrawing, ResolvedRequest } from '#src/requests/draw-request.ts'
import { materialsFor, type Prepared } from './materials.ts'
import type { Pictures } from './renderer.ts'

/** A plan, and the request that would draw this alone: it goes into the recipes. */
export interface Planned {
  readonly plan: CascadePlan
  readonly request: ResolvedDrawing
}

/** What a request comes to: one plan after the other, sentences for the person, and what its files are made with. */
export interface Plans extends Pick<Prepared, 'notices' | 'restore'> {
  readonly planned: readonly Planned[]
  /** A denoising study: what its pictures stand beside. */
  readonly study?: DenoisingStudy
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
  const { materials, ...prepared } = await materialsFor(request, pictures)
  const { drawings, study } = plansOf(request, stages, materials)
  return {
    ...prepared,
    ...(study && { study }),
    planned: drawings.map(({ plan, row, column }) => ({ plan, request: drawnAlone(request, row, column) })),
  }
}

function drawnAlone(request: ResolvedRequest, row: number, column: number): ResolvedDrawing {
  if (request.mode !== 'compare') return request
  const cell = request.cells[row]?.[column]
  if (cell === undefined) throw new RangeError(`The comparison has no cell in row ${row}, column ${column}.`)
  return cell
}
