/**
 * New labels of buttons, words of settings and commands that are in English only. Every language shows these until they
 * move to `buttons.ts`, `settings.ts` or `command-words.ts`, and to the folder of each language.
 */
export const englishOnly = {
  buttons: {},
  settingWords: {},
  /** Names of commands. Their names, options and descriptions are English everywhere. */
  commands: [] as readonly string[],
} as const
