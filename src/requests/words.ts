/** What is read where a prompt was left out. */
export const noPrompt = '(no prompt)'

export const promptOr = (prompt: string | undefined, otherwise: string = noPrompt): string =>
  prompt === undefined || prompt === '' ? otherwise : prompt

/** What "no prompt" means to the modes that start from a picture: the null prompt of the CS180 course. */
export const plainPrompt = 'a high quality photo'
