/** The number of tokens of a prompt, padding included. IF was trained with this number. */
export const promptLength = 77
