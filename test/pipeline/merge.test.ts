import { describe, expect, it } from 'vitest'
import { createArrayPool } from '#src/pipeline/array-pool.ts'
import { decompositions } from '#src/pipeline/components/registry.ts'
import { merged } from '#src/pipeline/merge.ts'
import { torchNormal } from '#src/pipeline/random.ts'
import { createWorkspace } from '#src/pipeline/workspace.ts'

const size = { height: 64, width: 64, channels: 3 }
const count = 3 * 64 * 64
const random = torchNormal(7)
const [one, other, x] = [random(count), random(count), random(count)]
const planes = { ...size, data: x }

const power = (values: Float32Array): number => values.reduce((sum, value) => sum + value ** 2, 0) / values.length
const estimateOf = (array: Float32Array) => ({ epsilon: [{ array, weight: 1 }], variance: undefined })

/** The merged estimate of noise, calculated. */
function noiseOf(
  estimates: Parameters<typeof merged>[0],
  merging: Parameters<typeof merged>[1],
): Float32Array<ArrayBuffer> {
  const { epsilon } = merged(estimates, merging, planes, createWorkspace(createArrayPool()))
  const values = new Float32Array(count)
  for (const { array, weight } of epsilon) {
    for (let i = 0; i < count; i++) values[i] = (values[i] ?? 0) + weight * (array[i] ?? 0)
  }
  return values
}

describe('a merged estimate', () => {
  const independent = [one, other].map(estimateOf)

  it('loses power where the estimates differ, and keeps it when it is rectified', () => {
    expect(power(noiseOf(independent, { merge: 'mean' }))).toBeCloseTo(0.5, 1)
    const wanted = (power(one) + power(other)) / 2
    expect(power(noiseOf(independent, { merge: 'mean', rectify: true }))).toBeCloseTo(wanted, 5)
  })

  it('is divided by √(Σ wᵢwⱼρᵢⱼ) for estimates of equal power', () => {
    const scale = Math.sqrt(power(one) / power(other))
    const equal = [one, other.map((value) => value * scale)] as const
    const weights = [0.7, 0.3] as const
    const correlation = equal[0].reduce((sum, value, i) => sum + value * (equal[1][i] ?? 0), 0) / count / power(one)
    const divisor = Math.sqrt(weights[0] ** 2 + weights[1] ** 2 + 2 * weights[0] * weights[1] * correlation)
    const values = noiseOf(equal.map(estimateOf), { merge: 'balanced', rectify: true, weights })
    const expected = equal[0].map((value, i) => (weights[0] * value + weights[1] * (equal[1][i] ?? 0)) / divisor)
    for (let i = 0; i < count; i += 97) expect(values[i]).toBeCloseTo(expected[i] ?? 0, 4)
  })

  it('stays as it is where the estimates agree', () => {
    const same = [one, one].map(estimateOf)
    const values = noiseOf(same, { merge: 'mean', rectify: true })
    for (let i = 0; i < count; i += 97) expect(values[i]).toBeCloseTo(one[i] ?? 0, 6)
  })

  it('of components keeps the mean power of the estimates', () => {
    const { low, high } = decompositions.low_high.of(2)
    if (low === undefined || high === undefined) throw new Error('Expected both components.')
    const parts = [
      { ...estimateOf(one), component: low },
      { ...estimateOf(other.map((value) => 2 * value)), component: high },
    ]
    const wanted = (power(one) + 4 * power(other)) / 2
    expect(power(noiseOf(parts, { merge: 'sum', rectify: true }))).toBeCloseTo(wanted, 4)
  })

  it('averages the variance by the weights, over the parts that have one', () => {
    const variances = [0.2, 0.4].map((value) => new Float32Array(count).fill(value))
    const parts = [one, other].map((array, i) => ({ ...estimateOf(array), variance: variances[i] }))
    const workspace = createWorkspace(createArrayPool())
    const { variance } = merged(parts, { merge: 'balanced', weights: [0.25, 0.75] }, planes, workspace)
    expect(variance?.[5]).toBeCloseTo(0.35, 6)
    const [first, second] = parts
    if (first === undefined || second === undefined) throw new Error('Expected two parts.')
    const single = merged([first, { ...second, variance: undefined }], { merge: 'mean' }, planes, workspace)
    expect(single.variance?.[5]).toBeCloseTo(0.2, 6)
  })
})
