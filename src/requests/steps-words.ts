import { numeric } from './numeric.ts'
import type { Steps } from './sampling.ts'

const sections = 'sections:'
const items = (list: string): readonly (number | string | undefined)[] =>
  list
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(numeric)

/**
 * Parses steps as a person writes them: `27`, the name of one of IF's lists, the timesteps themselves
 * (`900, 500, 100, 0`), or one count per section (`sections: 10, 10, 0`). Errors are left to the request's schema.
 */
export function stepsFrom(words: string): unknown {
  const text = words.trim()
  if (text.toLowerCase().startsWith(sections)) return { sections: items(text.slice(sections.length)) }
  return /\d[\s,;]+\d/.test(text) ? { timesteps: items(text) } : numeric(text)
}

/** The inverse: writes steps as a person would type them. */
export function stepsWords(steps: Steps): string {
  if (typeof steps !== 'object') return String(steps)
  return 'timesteps' in steps ? steps.timesteps.join(', ') : `${sections} ${steps.sections.join(', ')}`
}
