import { joined, type Sum } from './sum.ts'

/**
 * Classifier-free guidance (Ho and Salimans 2022): ε_u + g·(Σ wᵢ·εᵢ − ε_u).
 *
 * @param unconditioned ε of the negative prompt, or undefined if g is 1
 * @param conditioned ε of the prompts with their weights. Empty if g is 0
 * @param guidance g, the guidance scale
 */
export function guided(
  unconditioned: Sum | undefined,
  conditioned: readonly { readonly epsilon: Sum; readonly weight: number }[],
  guidance: number,
): Sum {
  const terms = conditioned.map(({ epsilon, weight }) => ({ sum: epsilon, weight: weight * guidance }))
  if (unconditioned !== undefined) terms.push({ sum: unconditioned, weight: 1 - guidance })
  return joined(...terms)
}
