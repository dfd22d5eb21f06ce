/**
 * How well an illusion shows all of its readings: the least of the scores of a reading with its own prompt (Geng et al. 2024,
 * "Visual Anagrams", § 4: A = min diag S).
 *
 * @param scores [views][prompts], cosines of CLIP
 */
export const alignment = (scores: readonly (readonly number[])[]): number =>
  Math.min(...scores.map((row, view) => row[view] ?? NaN))

/**
 * How well the readings hide each other: the mean probability that CLIP finds the prompt of a view among all prompts (the same
 * paper: C = tr(softmax(S / τ)) / N). 1 is the best, 1/N is chance.
 *
 * @param scores [views][prompts], cosines of CLIP
 * @param scale CLIP's 1/τ
 */
export function concealment(scores: readonly (readonly number[])[], scale: number): number {
  const found = scores.map((row, view) => probability(row, view, scale))
  return found.reduce((sum, one) => sum + one, 0) / found.length
}

/** softmax(scale · scores) at an index; NaN where there is no such score. */
export function probability(scores: readonly number[], index: number, scale = 1): number {
  const highest = Math.max(...scores)
  const weights = scores.map((score) => Math.exp(scale * (score - highest)))
  return (weights[index] ?? NaN) / weights.reduce((sum, weight) => sum + weight, 0)
}
