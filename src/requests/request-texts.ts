import type { DrawRequest } from './draw-request.ts'

/** Fields of requests that hold what a person wrote about the picture. */
const aboutPicture = new Set(['prompt', 'style'])
/** The same with what the picture must not show. */
const written = new Set([...aboutPicture, 'negative'])

/** Every text that a person wrote in a request, also those that a comparison varies. */
export function textsOf(request: DrawRequest): readonly string[] {
  return textsIn(request, written)
}

/** The texts of a request that say what its pictures show. */
export function subjectsOf(request: DrawRequest): readonly string[] {
  return textsIn(request, aboutPicture)
}

function textsIn(value: unknown, names: ReadonlySet<string>): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, names))
  if (typeof value !== 'object' || value === null) return []
  const isPromptAxis = 'setting' in value && value.setting === 'prompt'
  return Object.entries(value).flatMap(([name, inner]) => {
    if (typeof inner === 'string') return names.has(name) ? [inner] : []
    if (isPromptAxis && Array.isArray(inner)) return inner.filter((one) => typeof one === 'string')
    return textsIn(inner, names)
  })
}
