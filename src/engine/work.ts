import type { ResolvedDrawing, ResolvedRequest } from '#src/requests/draw-request.ts'
import type { Steps } from '#src/requests/sampling.ts'

/** Calls of one stage's network that a request is going to make. */
export interface Work {
  /** 0: the 64 px stage, 1: the 256 px stage. */
  readonly stage: number
  /** Length of a side in pixels. */
  readonly edge: number
  readonly steps: number
  /** Rows of one call. */
  readonly rows: number
}

/**
 * What a request costs, from the request alone: an estimate for "time left", made where no model and no plan is at hand.
 * A walk that climbs (RePaint) is taken at its average.
 */
export function workOf(request: ResolvedRequest): readonly Work[] {
  return request.mode === 'compare' ? request.cells.flat().flatMap(workOfDrawing) : workOfDrawing(request)
}

function workOfDrawing(request: ResolvedDrawing): readonly Work[] {
  const { stageOne, stageTwo, count } = request
  const one = { stage: 0, edge: 64, rows: rowsOf(request, stageOne.guidance) }
  const two = stageTwo && { stage: 1, edge: 256, rows: rowsOf(request, stageTwo.guidance) }
  const steps = countSteps(stageOne.steps)
  const stepsTwo = stageTwo === undefined ? 0 : countSteps(stageTwo.steps)
  const both = (first: number, second: number): readonly Work[] => [
    ...(first > 0 ? [{ ...one, steps: Math.ceil(first) * count }] : []),
    ...(two !== undefined && second > 0 ? [{ ...two, steps: Math.ceil(second) * count }] : []),
  ]
  switch (request.mode) {
    case 'generate':
      return both(steps, stepsTwo)
    case 'anagram':
    case 'hybrid':
      return both(steps * (request.start?.strength ?? 1), stepsTwo)
    case 'edit': {
      const share = request.strengths.reduce((sum, strength) => sum + strength, 0)
      return both(steps * share, stepsTwo * (stageTwo?.strength ?? 1) * request.strengths.length)
    }
    case 'inpaint': {
      const climbs = request.quality === 'good' ? request.repeats : 1
      return both(steps * request.strength * climbs, stepsTwo * (stageTwo?.strength ?? 1))
    }
    case 'style':
      return both(steps * request.strength, stepsTwo * (stageTwo?.strength ?? 1))
    case 'denoise': {
      const walked = request.levels.reduce((sum, level) => sum + level / request.stride + 1, 0)
      return both(walked, 0)
    }
    case 'upscale':
      // A request does not know how large its picture is.
      return both(0, stepsTwo).map((work) =>
        request.way === 'tiles' ? { ...work, rows: work.rows * usualTiles } : work,
      )
    default:
      return request satisfies never
  }
}

/** Of a picture of 256 px, whose canvas has 1024. */
const usualTiles = 25

function rowsOf(request: ResolvedDrawing, guidance: number): number {
  const guided = guidance === 1 ? 0 : 1
  switch (request.mode) {
    case 'anagram':
      return request.merge === 'alternate' ? 1 + guided : request.readings.length * (1 + guided)
    case 'hybrid':
      // All parts look at the same picture, so they share the row without a prompt.
      return request.parts.length + guided
    case 'style':
      return 2 + guided
    case 'generate':
    case 'edit':
    case 'inpaint':
    case 'denoise':
    case 'upscale':
      return 1 + guided
    default:
      return request satisfies never
  }
}

/** How many steps a schedule has; IF's named lists carry their length in their name. */
function countSteps(steps: Steps): number {
  if (typeof steps === 'number') return steps
  if (typeof steps === 'string') return Number(/\d+$/.exec(steps)?.[0] ?? 50)
  return 'timesteps' in steps ? steps.timesteps.length : steps.sections.reduce((sum, count) => sum + count, 0)
}
