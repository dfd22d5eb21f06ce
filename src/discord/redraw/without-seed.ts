import { type DrawRequest, modeOf } from '#src/requests/draw-request.ts'

/** The same request without its seed, so that another picture is drawn. */
export const withoutSeed = (request: DrawRequest): DrawRequest =>
  modeOf(request).withSettings(request, { seed: undefined })
