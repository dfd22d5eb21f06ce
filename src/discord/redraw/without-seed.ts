import type { DrawRequest } from '#src/requests/draw-request.ts'

/** The same request without its seed, so that another picture is drawn. */
export function withoutSeed(request: DrawRequest): DrawRequest {
  if (request.mode === 'compare') {
    const { seed: _, ...of } = request.of
    return { ...request, of }
  }
  const { seed: _, ...rest } = request
  return rest
}
