import { UserError } from '#src/errors.ts'
import { openPicture } from '#src/image/open-picture.ts'
import { planesOf } from '#src/image/planes-of.ts'
import type { CascadePlan, StageDescription } from '#src/pipeline/cascade.ts'
import { edit } from '#src/pipeline/modes/edit.ts'
import { generate } from '#src/pipeline/modes/generate.ts'
import type { Materials } from '#src/pipeline/modes/materials.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import type { PictureRef } from '#src/requests/picture-ref.ts'
import type { Pictures } from './studio.ts'

/** What a request comes to: one plan after the other, and sentences for the person. */
export interface Planned {
  readonly plans: readonly CascadePlan[]
  readonly notices: readonly string[]
}

/**
 * Makes the plans of a request, its pictures decoded.
 *
 * @throws UserError about a picture that cannot be used, `mode-not-ready` for a mode that cannot be drawn yet.
 */
export async function plansFor(
  request: ResolvedRequest,
  stages: readonly StageDescription[],
  pictures: Pictures,
): Promise<Planned> {
  switch (request.mode) {
    case 'generate':
      return { plans: [generate(request, stages)], notices: [] }
    case 'edit': {
      const { materials, notices } = await materialsOf([request.picture], pictures)
      return { plans: edit(request, stages, materials), notices }
    }
    case 'inpaint':
    case 'anagram':
    case 'hybrid':
    case 'denoise':
    case 'upscale':
    case 'style':
    case 'compare':
      throw new UserError('mode-not-ready', `The mode ${request.mode} cannot be drawn yet; use generate or edit.`, {
        mode: request.mode,
      })
    default:
      return request satisfies never
  }
}

async function materialsOf(
  refs: readonly PictureRef[],
  pictures: Pictures,
): Promise<{ readonly materials: Materials; readonly notices: readonly string[] }> {
  const decoded = new Map<string, Planes>()
  const notices: string[] = []
  for (const { sha256, name } of refs) {
    const bytes = pictures.get(sha256)
    if (bytes === undefined) {
      throw new UserError('picture-missing', `The picture ${name} is not kept any more; attach it again.`, { sha256 })
    }
    const opened = await openPicture(bytes, name)
    decoded.set(sha256, planesOf(opened.picture))
    notices.push(...opened.notices)
  }
  return { materials: { pictures: decoded }, notices }
}
