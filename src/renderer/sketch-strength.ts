import { decodableLimits, openPicture } from '#src/image/open-picture.ts'
import { type Sketch, sketchIn } from '#src/image/sketch.ts'
import { type DrawRequest, modeOf, picturesOf } from '#src/requests/draw-request.ts'
import type { Pictures } from './renderer.ts'

/**
 * The default strength for sketches. At the strength for photographs an outline would remain an outline. Filled areas keep
 * their place even at higher strengths.
 */
const strengths: Readonly<Record<Sketch, number>> = { lines: 0.95, areas: 0.85 }

const notice = (strength: number): string =>
  `Your picture looks like a sketch, so more of it was redrawn (strength ${strength}). Set \`strength\` for more or less.`

/** A request, and notes for the person about its strength. */
interface Strengthened {
  readonly request: DrawRequest
  readonly notices: readonly string[]
}

/** Fills in a higher strength if a sketch is edited and the person has not set one. */
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
