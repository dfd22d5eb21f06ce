import type { DrawRequest } from '#src/requests/draw-request.ts'

/** Fields of requests that hold what a person wrote. */
const written = new Set(['prompt', 'negative', 'style'])

/** Every text that a person wrote in a request, also those that a comparison varies. */
export function textsOf(request: DrawRequest): readonly string[] {
  return textsIn(request)
}

function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null) return []
  const isPromptAxis = 'setting' in value && value.setting === 'prompt'
  return Object.entries(value).flatMap(([name, inner]) => {
    if (typeof inner === 'string') return written.has(name) ? [inner] : []
    if (isPromptAxis && Array.isArray(inner)) return inner.filter((one) => typeof one === 'string')
    return textsIn(inner)
  })
}
