import { numeric } from './numeric.ts'
import type { ViewSpec } from '#src/pipeline/views/registry.ts'

/**
 * Parses a view as a person writes it: `jigsaw`, or with parameters `patch_permute:pieces=8:seed=3`. Errors are left to the
 * request's schema.
 */
export function viewFrom(words: string): Readonly<Record<string, unknown>> {
  const [name = '', ...parameters] = words.split(':').map((word) => word.trim())
  const pairs = parameters.map((parameter) => {
    const [key = '', value = ''] = parameter.split('=').map((word) => word.trim())
    return [key, numeric(value)] as const
  })
  return { name, ...Object.fromEntries(pairs) }
}

/** The inverse: writes a view as a person would type it. */
export function viewWords({ name, ...parameters }: ViewSpec): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined)
  return [name, ...given.map(([key, value]) => `${key}=${value}`)].join(':')
}
