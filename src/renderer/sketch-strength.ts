import { decodableLimits, openPicture } from '#src/image/open-picture.ts'
import { type Sketch, sketchIn } from '#src/image/sketch.ts'
import { type DrawRequest, modeOf, picturesOf } from '#src/requests/draw-request.ts'
import type { Pictures } from './renderer.ts'

/**
 * How much of a sketch may change where the person does not say. At a photograph's strength an outline comes back as an
 * outline; filled areas hold their place longer.
 */
const strengths: Readonly<Record<Sketch, number>> = { lines: 0.95, areas: 0.85 }

const notice = (strength: number): string =>
  `Your picture looks like a sketch, so more of it was redrawn (strength ${strength}). Set \`strength\` for more or less.`

/** A request, and what the person should know of its strength. */
interface Strengthened {
  readonly request: DrawRequest
  readonly notices: readonly string[]
}

/** Fills in a higher strength where a sketch is edited and the strength was left open. */
export async function strengthenForSketch(request: DrawRequest, pictures: Pictures): Promise<Strengthened> {
  const unchanged = { request, notices: [] }
  const mode = modeOf(request)
  const [ref] = picturesOf(request)
  const bytes = ref && pictures.get(ref.sha256)
  if (ref === undefined || bytes === undefined || mode.withStrength?.(request, 1) === undefined) return unchanged
  const { picture } = await openPicture(bytes, ref.name, decodableLimits)
  const sketch = await sketchIn(picture)
  const stronger = sketch && mode.withStrength(request, strengths[sketch])
  return sketch && stronger ? { request: stronger, notices: [notice(strengths[sketch])] } : unchanged
}
