/** Draws a seed below 2^32; each of these gives a different picture. `random` returns numbers in [0, 1), like Math.random. */
export function drawSeed(random: () => number): number {
  return Math.floor(random() * 2 ** 32)
}
