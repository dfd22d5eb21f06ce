import { fields } from './fields.ts'

/**
 * The seed of picture `index` of several: seed + index. Past the largest seed it goes on 2^32 lower, which is the
 * same picture, since the generator reads the lower 32 bits.
 */
export function pictureSeed(seed: number, index: number): number {
  return seed <= fields.seed.max - index ? seed + index : seed - 2 ** 32 + index
}

/** A seed below 2^32, each of which is a picture of its own; `random` gives numbers in [0, 1) as Math.random does. */
export function drawSeed(random: () => number): number {
  return Math.floor(random() * 2 ** 32)
}
