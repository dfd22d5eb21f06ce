import type { Workspace } from './workspace.ts'

/**
 * Classifier-free guidance (Ho and Salimans 2022): ε_u + g·(Σ wᵢ·εᵢ − ε_u).
 *
 * @param unconditioned ε of the negative prompt; absent where g is 1
 * @param conditioned ε of what is shown, with weights; empty where g is 0
 * @returns an array of the workspace, or the one estimate that is all there is
 */
export function guided(
  unconditioned: Float32Array | undefined,
  conditioned: readonly { readonly epsilon: Float32Array; readonly weight: number }[],
  guidance: number,
  workspace: Workspace,
): Float32Array {
  const terms = conditioned.map(({ epsilon, weight }) => ({ epsilon, weight: weight * guidance }))
  if (unconditioned !== undefined) terms.push({ epsilon: unconditioned, weight: 1 - guidance })
  const [first] = terms
  if (first === undefined) throw new RangeError('Expected at least one estimate.')
  if (terms.length === 1 && first.weight === 1) return first.epsilon
  const [, second] = terms
  const sum = workspace.take(first.epsilon.length)
  const [ofFirst, ofSecond] = [first.weight, second?.weight ?? 0]
  const a = first.epsilon
  const b = second?.epsilon ?? a
  for (let i = 0; i < sum.length; i++) sum[i] = ofFirst * (a[i] ?? 0) + ofSecond * (b[i] ?? 0)
  for (const { epsilon, weight } of terms.slice(2)) {
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + weight * (epsilon[i] ?? 0)
  }
  return sum
}
