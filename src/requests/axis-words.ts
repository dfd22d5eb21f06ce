import { numeric } from './numeric.ts'

/**
 * Parses the values along one axis of a comparison. They are separated by commas, prompts by vertical bars. Settings that
 * take words keep them as words. Errors are left to the request's schema.
 */
export function axisValues(setting: string, words: string | undefined): readonly (string | number | undefined)[] {
  const values = (words ?? '')
    .split(setting === 'prompt' ? /[|\n]/ : /[,;|\n]/)
    .map((value) => value.trim())
    .filter(Boolean)
  return setting === 'prompt' || setting === 'sampler' ? values : values.map(numeric)
}
