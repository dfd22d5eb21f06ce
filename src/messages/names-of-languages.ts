/** Every language that the bot speaks, in its own words. They are the same in every language. */
export const namesOfLanguages = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  pt: 'Português',
  ja: '日本語',
  ko: '한국어',
} as const
