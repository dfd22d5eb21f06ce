import { german } from './de/german.ts'
import { englishOnly } from './english-only.ts'
import { english } from './english.ts'
import { spanish } from './es/spanish.ts'
import { french } from './fr/french.ts'
import { japanese } from './ja/japanese.ts'
import { korean } from './ko/korean.ts'
import type { Language, Messages } from './messages.ts'
import { portuguese } from './pt/portuguese.ts'
import { untranslated } from './untranslated.ts'

/** Every language that the bot speaks besides English. */
export const languages: readonly Language[] = [german, french, spanish, portuguese, japanese, korean]

/** The language of a locale, without its region. */
const languageOf = (locale: string): string | undefined => locale.split('-')[0]

/**
 * Everything that the bot says, in the language of one of Discord's locales (`pt-BR`), or of its first part (`pt`). English
 * where the bot does not speak it.
 */
export function messagesIn(locale: string | null | undefined): Messages {
  const wanted = languageOf(locale ?? '')
  const language = languages.find(({ locales }) => locales.some((known) => languageOf(known) === wanted))
  const messages = { ...(language?.messages ?? english), ...untranslated }
  return {
    ...messages,
    buttons: { ...messages.buttons, ...englishOnly.buttons },
    settingWords: { ...messages.settingWords, ...englishOnly.settingWords },
    optionNames: language === undefined ? {} : namesOf(language.commands.options),
    commandNames: language === undefined ? {} : namesOf(language.commands.commands),
  }
}

const namesOf = (table: Readonly<Record<string, readonly [name: string, description: string]>>) =>
  Object.fromEntries(Object.entries(table).map(([key, [name]]) => [key, name]))
