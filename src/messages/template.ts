const placeholder = /\{(\w+)\}/g

/** The names of a template's placeholders, each once, in the order of the alphabet. */
export const placeholdersIn = (template: string): readonly string[] =>
  [...new Set([...template.matchAll(placeholder)].map(([, name = '']) => name))].sort()

/** The text of a template. */
export const fill = (template: string, details: Readonly<Record<string, string | number>>): string =>
  template.replaceAll(placeholder, (whole, name: string) => String(details[name] ?? whole))

/** The details with which a template gives `text`, or undefined if it never does. The inverse of `fill`. */
export function readTemplate(template: string, text: string): Readonly<Record<string, string>> | undefined {
  const { names, pattern } = readerOf(template)
  const found = pattern.exec(text)
  return found === null ? undefined : Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? '']))
}

interface Reader {
  readonly names: readonly string[]
  readonly pattern: RegExp
}

/** By template. Templates are constants of the program, so the map stays small. */
const readers = new Map<string, Reader>()

function readerOf(template: string): Reader {
  const known = readers.get(template)
  if (known !== undefined) return known
  const names = [...template.matchAll(placeholder)].map(([, name = '']) => name)
  const literals = template.replaceAll(placeholder, '\0').split('\0')
  const reader = { names, pattern: new RegExp(`^${literals.map(escaped).join('(.+?)')}$`, 's') }
  readers.set(template, reader)
  return reader
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
