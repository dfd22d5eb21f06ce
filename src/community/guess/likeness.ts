/**
 * From which likeness of two phrases on a guess is right, or close. Measured by `bench/likeness.ts` with the included
 * model's text encoder: see `docs/guess.md`.
 */
export const likenessBounds = { right: 0.65, close: 0.4 } as const
