import { english } from './english.ts'
import type { Messages, Translation } from './messages.ts'
import { untranslated } from './untranslated.ts'

/** Every language that the bot speaks, by the first part of Discord's locales. */
const translations = { en: english } as const satisfies Readonly<Record<string, Translation>>

export type Language = keyof typeof translations
export const languages: readonly Language[] = ['en']

/** The language of one of Discord's locales, `pt-BR` say. English where the bot does not speak it. */
export function languageOf(locale: string | null | undefined): Language {
  const [first] = (locale ?? '').split('-')
  return languages.find((language) => language === first) ?? 'en'
}

/** Everything that the bot says, in the language of one of Discord's locales. */
export const messagesIn = (locale: string | null | undefined): Messages => ({
  ...translations[languageOf(locale)],
  ...untranslated,
})
