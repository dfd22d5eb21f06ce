import { UserError } from '#src/errors.ts'
import type { CascadePlan, StageDescription } from '#src/pipeline/cascade.ts'
import { anagram } from '#src/pipeline/modes/anagram.ts'
import { edit } from '#src/pipeline/modes/edit.ts'
import { generate } from '#src/pipeline/modes/generate.ts'
import { hybrid } from '#src/pipeline/modes/hybrid.ts'
import { inpaint } from '#src/pipeline/modes/inpaint.ts'
import type { Materials } from '#src/pipeline/modes/materials.ts'
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
 * Makes the plans of a request, its pictures decoded. A comparison is the drawings of all its cells, row by row.
 *
 * @throws UserError about a picture that cannot be used, `mode-not-ready` for a mode that cannot be drawn yet.
 */
export async function plansFor(
  request: ResolvedRequest,
  stages: readonly StageDescription[],
  pictures: Pictures,
): Promise<Plans> {
  const planned: Planned[] = []
  const notices = new Set<string>()
  for (const drawing of request.mode === 'compare' ? request.cells.flat() : [request]) {
    const prepared = await materialsFor(drawing, pictures)
    for (const notice of prepared.notices) notices.add(notice)
    for (const plan of plansOf(drawing, stages, prepared.materials)) planned.push({ plan, request: drawing })
  }
  return { planned, notices: [...notices] }
}

function plansOf(
  request: ResolvedDrawing,
  stages: readonly StageDescription[],
  materials: Materials,
): readonly CascadePlan[] {
  switch (request.mode) {
    case 'generate':
      return [generate(request, stages)]
    case 'edit':
      return edit(request, stages, materials)
    case 'inpaint':
      return [inpaint(request, stages, materials)]
    case 'anagram':
      return [anagram(request, stages)]
    case 'hybrid':
      return [hybrid(request, stages, materials)]
    case 'denoise':
    case 'upscale':
    case 'style':
      throw new UserError('mode-not-ready', `The mode ${request.mode} cannot be drawn yet; use another one.`, {
        mode: request.mode,
      })
    default:
      return request satisfies never
  }
}
