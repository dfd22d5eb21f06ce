import { numeric } from './numeric.ts'

/**
 * The values of one side of a comparison as a person writes them: with commas between, prompts with bars. Words stay
 * words where the setting takes words; the schema says what is wrong.
 */
export function axisValues(setting: string, words: string | undefined): readonly (string | number | undefined)[] {
  const values = (words ?? '')
    .split(setting === 'prompt' ? /[|\n]/ : /[,;|\n]/)
    .map((value) => value.trim())
    .filter(Boolean)
  return setting === 'prompt' || setting === 'sampler' ? values : values.map(numeric)
}
