/**
 * New labels of buttons and words of settings that are in English only. Every language shows these until they move to
 * `buttons.ts` or `settings.ts`, and to the folder of each language.
 */
export const englishOnly = {
  buttons: {},
  settingWords: {},
} as const
