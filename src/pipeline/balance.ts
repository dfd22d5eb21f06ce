import { UserError } from '#src/errors.ts'
import { probability } from './illusion-scores.ts'
import type { Part } from './plan.ts'
import type { Planes } from './planes.ts'

/** A contrastive image-text model, which says how well pictures fit prompts. */
export interface Scorer {
  /** Whether it was trained on noised pictures. If so it is shown x, otherwise the last estimate of the clean picture. */
  readonly readsNoise: boolean
  /**
   * @param pictures [3, H, W] of any size, about [-1, 1]
   * @returns cosines times the model's logit scale: one row per picture, one column per prompt
   */
  score(
    pictures: readonly Planes[],
    prompts: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly (readonly number[])[]>
}

/** @throws UserError `no-scorer` if there is none, which `balanced` needs */
export function balancerOf(scorer: Scorer | undefined): Scorer {
  if (scorer !== undefined) return scorer
  throw new UserError(
    'no-scorer',
    'The merge `balanced` needs a model with a scorer (a CLIP model in its folder `judge`); choose the merge `mean` with this one.',
  )
}

/** The share of a part's weight that does not depend on what is seen. */
const fixedShare = 0.5

/**
 * The weights of the parts for `balanced`. Part i is seen with the probability pᵢ that the scorer gives its prompt, among the
 * prompts of all parts, in its view of the picture. Half of all weight is shared equally, the other half in proportion to
 * 1 − pᵢ. So every weight of n parts lies between 1/(2n) and 1/2 + 1/(2n).
 *
 * The idea is the noise vector balancing of Xu et al. 2024, "Diffusion-based Visual Anagram as Multi-task Learning", which weighs
 * by powers of the cosines. Probabilities are used here because the cosines of different prompts cannot be compared.
 *
 * @param x [3, H, W], what the scorer is shown before the parts' views are applied; undefined before there is anything to see
 * @returns one weight per part; they sum to 1
 */
export async function balancedWeights(
  scorer: Scorer,
  parts: readonly Part[],
  x: Planes | undefined,
  signal?: AbortSignal,
): Promise<readonly number[]> {
  const equal = 1 / parts.length
  if (x === undefined || parts.length < 2) return parts.map(() => equal)
  const prompts = parts.map(({ shows }) => shows.map(({ prompt }) => prompt).join(' '))
  const logits = await scorer.score(
    parts.map(({ view }) => view.apply(x)),
    prompts,
    signal,
  )
  const missing = parts.map((_, i) => 1 - probability(logits[i] ?? [], i))
  const total = missing.reduce((sum, value) => sum + value, 0)
  return missing.map((value) => fixedShare * equal + (1 - fixedShare) * (total > 0 ? value / total : equal))
}
