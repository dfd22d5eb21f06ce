/** Sections that exist in English only. Every language shows these until it has its own. */
export const untranslated = {} as const
