/** Shown in place of an empty prompt. */
export const noPrompt = '(no prompt)'

export const promptOr = (prompt: string | undefined, otherwise: string = noPrompt): string =>
  prompt === undefined || prompt === '' ? otherwise : prompt

/** The prompt that modes starting from a picture use when none is given: the null prompt of the CS180 course. */
export const plainPrompt = 'a high quality photo'
