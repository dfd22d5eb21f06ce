import { english, sentences } from './english.ts'
import type { Messages } from './messages.ts'
import { fill, readTemplate } from './template.ts'

type Section = keyof typeof sentences

/**
 * An English sentence in another language. `UserError`s and notices come from other processes and from the store as finished
 * English sentences, so the sentence is read back by the template that wrote it. What no template gives stays English.
 */
export function translate(sentence: string, messages: Messages): string {
  const found = best(sections.flatMap((section) => readingsIn(english[section], messages[section], sentence)))
  if (found === undefined) return sentence
  const details = Object.entries(found.details).map(([name, text]) => [
    name,
    found.template.includes(`/{${name}}`) ? (messages.commandNames[text] ?? text) : phrase(text, messages),
  ])
  return fill(found.template, Object.fromEntries(details))
}

const sections = Object.keys(sentences) as readonly Section[]

/** The name of a setting, a rule, or another part of a sentence. Other details are left as they are. */
function phrase(text: string, messages: Messages): string {
  const found = best(readingsIn(english.phrases, messages.phrases, text))
  const more = found ?? best(readingsIn(english.promptWords, messages.promptWords, text))
  if (more !== undefined) return fill(more.template, more.details)
  const [, setting] = /^`(\w+)`$/.exec(text) ?? []
  const name = setting?.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  if (name === undefined)
    return text.replaceAll(/`\/([\w-]+)`/g, (_, command: string) => `\`/${messages.commandNames[command] ?? command}\``)
  return `\`${messages.optionNames[name] ?? setting}\``
}

interface Reading {
  /** In the other language. */
  readonly template: string
  readonly details: Readonly<Record<string, string>>
  /** How many characters of the sentence are the template's own. */
  readonly literal: number
}

function readingsIn(
  source: Readonly<Record<string, string>>,
  target: Readonly<Record<string, string>>,
  text: string,
): readonly Reading[] {
  return Object.entries(source).flatMap(([key, template]) => {
    const details = readTemplate(template, text)
    if (details === undefined) return []
    const literal = text.length - Object.values(details).join('').length
    return [{ template: target[key] ?? template, details, literal }]
  })
}

/** The reading of the most specific template. */
const best = (readings: readonly Reading[]): Reading | undefined =>
  readings.toSorted((a, b) => b.literal - a.literal)[0]
