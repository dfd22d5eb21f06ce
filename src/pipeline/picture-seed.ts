/**
 * The seed of picture `index` of several: seed + index. Past the largest exact whole number it goes on 2³² lower, which
 * is the same picture, since the generator reads the lower 32 bits.
 */
export function pictureSeed(seed: number, index: number): number {
  return Number.isSafeInteger(seed + index) ? seed + index : seed - 2 ** 32 + index
}
