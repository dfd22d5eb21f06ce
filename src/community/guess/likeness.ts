/**
 * The minimum likeness of two phrases for a right guess and for a close one. `bench/likeness.ts` measured it with the
 * included model's text encoder; see `docs/guess.md`.
 */
export const likenessBounds = { right: 0.65, close: 0.4 } as const
