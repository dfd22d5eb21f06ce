import { Locale } from 'discord-api-types/v10'

/** The languages that the page offers, each by its own name. */
export const supportedLocales: readonly { readonly locale: Locale; readonly name: string }[] = [
  { locale: Locale.EnglishUS, name: 'English' },
  { locale: Locale.German, name: 'Deutsch' },
  { locale: Locale.SpanishES, name: 'Español' },
  { locale: Locale.SpanishLATAM, name: 'Español (Latinoamérica)' },
  { locale: Locale.French, name: 'Français' },
  { locale: Locale.PortugueseBR, name: 'Português do Brasil' },
  { locale: Locale.Japanese, name: '日本語' },
  { locale: Locale.Korean, name: '한국어' },
]
