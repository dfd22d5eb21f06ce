/** A seed below 2^32, each of which is a picture of its own; `random` gives numbers in [0, 1) like Math.random. */
export function drawSeed(random: () => number): number {
  return Math.floor(random() * 2 ** 32)
}
