import { numeric } from './setting-options.ts'

/**
 * A view as it is written on the command line, `jigsaw` or with parameters `patch_permute:pieces=8:seed=3`, in the
 * form of a request; what is wrong with it is for the request's schema to say.
 */
export function viewFrom(word: string): Record<string, unknown> {
  const [name = '', ...parameters] = word.split(':')
  const pairs = parameters.map((parameter) => {
    const [key = '', value = ''] = parameter.split('=')
    return [key, numeric(value)] as const
  })
  return { name, ...Object.fromEntries(pairs) }
}
