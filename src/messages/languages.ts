import type { CommandWords } from './command-words.ts'
import { commands as germanCommands } from './de/commands.ts'
import { sentences as germanSentences } from './de/sentences.ts'
import { texts as germanTexts } from './de/texts.ts'
import { english } from './english.ts'
import type { Messages, Translation } from './messages.ts'
import { untranslated } from './untranslated.ts'

/** A language besides English. */
interface Language {
  /** The locales by which Discord calls it. */
  readonly locales: readonly Locale[]
  readonly messages: Translation
  readonly commands: CommandWords
}

/** Discord's locales that the bot speaks, besides the English ones. */
export type Locale = 'de' | 'fr' | 'es-ES' | 'es-419' | 'pt-BR' | 'ja' | 'ko'

/** Every language that the bot speaks besides English. */
export const languages: readonly Language[] = [
  { locales: ['de'], messages: { ...germanTexts, ...germanSentences }, commands: germanCommands },
]

/** Everything that the bot says, in the language of one of Discord's locales. English where the bot does not speak it. */
export function messagesIn(locale: string | null | undefined): Messages {
  const language = languages.find(({ locales }) => locales.some((known) => known === locale))
  return {
    ...(language?.messages ?? english),
    ...untranslated,
    optionNames: language === undefined ? {} : namesOf(language.commands),
  }
}

const namesOf = ({ options }: CommandWords): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(options).map(([key, [name]]) => [key, name]))
