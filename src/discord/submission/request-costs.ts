import { type DrawRequest, modeOf } from '#src/requests/draw-request.ts'
import type { Steps } from '#src/requests/sampling.ts'
import { countSteps } from '#src/requests/work.ts'

/** How many pictures a request draws, those that are drawn to choose from included. */
export function picturesIn(request: DrawRequest): number {
  if ('axes' in request) return request.axes.reduce((cells, { values }) => cells * values.length, 1)
  const sweep = 'sweep' in request ? (request.sweep?.length ?? 1) : 1
  return sweep * (request.count ?? 1) * (request.bestOf ?? 1)
}

/** The pixels of one picture, as far as the request decides: the square of its shorter side. */
export function pixelsIn(request: DrawRequest): number {
  const mode = modeOf(request)
  const side = mode.stages === 'first' ? 64 : mode.stages === 'second' ? 256 : (mode.settings(request).size ?? 256)
  return side * side
}

/** The steps of both stages that a request names; what it leaves to the model does not count. */
export function stepsIn(request: DrawRequest): number {
  const { steps, stageTwo } = modeOf(request).settings(request)
  const compared = 'axes' in request ? request.axes.flatMap(stepsOfAxis) : []
  const first =
    compared.length > 0 ? Math.max(...compared.map(countSteps)) : steps === undefined ? 0 : countSteps(steps)
  return first + (stageTwo?.steps === undefined ? 0 : countSteps(stageTwo.steps))
}

const stepsOfAxis = (axis: Extract<DrawRequest, { readonly mode: 'compare' }>['axes'][number]): readonly Steps[] =>
  axis.setting === 'steps' ? axis.values : []
