import { numeric } from './numeric.ts'

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
