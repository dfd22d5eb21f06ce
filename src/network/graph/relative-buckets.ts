/**
 * The bucket of every pair of positions in T5's bidirectional attention, [tokens × tokens], query by query.
 *
 * Half of the buckets are for later positions, half for earlier ones. The first buckets of each half are for exact distances,
 * the rest for ranges that widen logarithmically (transformers, `_relative_position_bucket`).
 */
export function relativeBuckets(tokens: number, buckets: number, furthest: number): number[] {
  const half = Math.floor(buckets / 2)
  const exact = Math.floor(half / 2)
  const byDistance = Array.from({ length: tokens }, (_, distance) => {
    if (distance < exact) return distance
    // Rounded to float32 after every operation like the original, so that a distance on the border of two ranges does not slip.
    const ratio = Math.fround(
      Math.fround(Math.log(Math.fround(distance / exact))) / Math.fround(Math.log(furthest / exact)),
    )
    return Math.min(exact + Math.trunc(Math.fround(ratio * (half - exact))), half - 1)
  })
  return Array.from({ length: tokens * tokens }, (_, index) => {
    const offset = (index % tokens) - Math.floor(index / tokens)
    return (byDistance[Math.abs(offset)] ?? 0) + (offset > 0 ? half : 0)
  })
}
