import type { ResolvedDrawing, ResolvedRequest } from '#src/requests/draw-request.ts'
import type { CascadePlan, StageDescription } from '../cascade.ts'
import { checkPlan } from '../compatibility.ts'
import { anagram } from './anagram.ts'
import { denoise, type DenoisingStudy } from './denoise.ts'
import { edit } from './edit.ts'
import { generate } from './generate.ts'
import { hybrid } from './hybrid.ts'
import { inpaint } from './inpaint.ts'
import type { Materials } from './materials.ts'
import { style } from './style.ts'
import { upscale } from './upscale.ts'

/** One drawing of a request: most have one, a sheet has several. */
export interface Drawing {
  readonly plan: CascadePlan
  /** Where it stands in the sheet. */
  readonly row: number
  readonly column: number
}

/** All that a request comes to. */
export interface PlannedRequest {
  readonly drawings: readonly Drawing[]
  /** A denoising study: `drawings` are its levels down the rows, one step in the first column, step by step in the second. */
  readonly study?: DenoisingStudy
}

/**
 * The plans of a request: the one place that knows all modes.
 *
 * @throws UserError where the request asks for what is impossible: a view at this size, a sampler in this mode
 */
export function plansOf(
  request: ResolvedRequest,
  stages: readonly StageDescription[],
  materials: Materials,
): PlannedRequest {
  const planned = unchecked(request, stages, materials)
  for (const { plan } of planned.drawings) plan.plans.forEach(checkPlan)
  return planned
}

function unchecked(
  request: ResolvedRequest,
  stages: readonly StageDescription[],
  materials: Materials,
): PlannedRequest {
  if (request.mode === 'compare') {
    const drawings = request.cells.flatMap((cells, row) =>
      cells.flatMap((cell, column) =>
        cascadesOf(cell, stages, materials).map((plan): Drawing => ({ plan, row, column })),
      ),
    )
    return { drawings }
  }
  if (request.mode === 'denoise') {
    const study = denoise(request, stages, materials)
    const drawings = study.levels.flatMap(({ oneStep, iterative }, row): Drawing[] => [
      { plan: oneStep, row, column: 0 },
      { plan: iterative, row, column: 1 },
    ])
    return { drawings, study }
  }
  const drawings = cascadesOf(request, stages, materials).map((plan, column): Drawing => ({ plan, row: 0, column }))
  return { drawings }
}

function cascadesOf(
  request: Exclude<ResolvedDrawing, { mode: 'denoise' }>,
  stages: readonly StageDescription[],
  materials: Materials,
): CascadePlan[] {
  switch (request.mode) {
    case 'generate':
      return [generate(request, stages)]
    case 'edit':
      return edit(request, stages, materials)
    case 'inpaint':
      return [inpaint(request, stages, materials)]
    case 'anagram':
      return [anagram(request, stages, materials)]
    case 'hybrid':
      return [hybrid(request, stages, materials)]
    case 'upscale':
      return [upscale(request, stages, materials)]
    case 'style':
      return [style(request, stages, materials)]
    default:
      return request satisfies never
  }
}
