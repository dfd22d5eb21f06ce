/** Positions of a prompt; IF was trained with this many, padding included. */
export const promptLength = 77
