import { describe, expect, it } from 'vitest'
import { backProjection } from '#src/pipeline/back-projection.ts'
import { difference } from '#src/pipeline/component.ts'
import { copied, type Planes } from '#src/pipeline/planes.ts'
import { torchNormal } from '#src/pipeline/random.ts'
import { averaged } from '#src/pipeline/resize.ts'
import { sample, type StepEvent } from '#src/pipeline/sample.ts'
import { anyTexts, knowing, openScheduler, plainPlan } from './closed-form.ts'

const size = { height: 64, width: 96 }
const little = { height: 16, width: 24 }
const noise = (seed: number, of: typeof size): Planes => ({
  data: torchNormal(seed)(3 * of.height * of.width),
  channels: 3,
  ...of,
})
/** The largest difference from the small picture, once reduced to its size. */
const farthest = (picture: Planes, small: Planes) =>
  difference(averaged(picture, small), small).data.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

describe('backProjection', () => {
  const small = noise(1, little)

  it('comes closer to the small picture with every iteration', () => {
    const before = noise(2, size)
    const distances = [1, 2, 4, 8].map((times) => {
      const estimate = copied(before)
      backProjection(small, size, times)(estimate.data)
      return farthest(estimate, small)
    })
    expect(distances).toEqual(distances.toSorted((a, b) => b - a))
    expect(distances[0]).toBeLessThan(farthest(before, small) / 2)
    expect(distances[3]).toBeLessThan(farthest(before, small) / 50)
  })

  it('leaves a consistent picture unchanged', () => {
    const large = noise(3, size)
    const estimate = copied(large)
    backProjection(averaged(large, little), size, 3)(estimate.data)
    expect(difference(estimate, large).data.reduce((most, value) => Math.max(most, Math.abs(value)), 0)).toBeLessThan(
      1e-5,
    )
  })

  it('leaves details unchanged that the small picture cannot show', () => {
    const estimate = noise(4, size)
    const fine = difference(estimate, backwards(averaged(estimate, little)))
    backProjection(small, size, 1)(estimate.data)
    const after = difference(estimate, backwards(averaged(estimate, little)))
    const kept = correlation(fine.data, after.data)
    expect(kept).toBeGreaterThan(0.9)
  })

  /** Every pixel as a square. */
  function backwards(reduced: Planes): Planes {
    const data = new Float32Array(3 * size.height * size.width)
    for (let i = 0; i < data.length; i++) {
      const x = i % size.width
      const y = Math.floor(i / size.width) % size.height
      const c = Math.floor(i / (size.width * size.height))
      data[i] = reduced.data[(c * little.height + Math.floor(y / 4)) * little.width + Math.floor(x / 4)] ?? 0
    }
    return { data, channels: 3, ...size }
  }
})

function correlation(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0)
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}

describe('sampling with back-projections', () => {
  it.each(['ddpm', 'dpm++', 'sde-dpm++'] as const)(
    'keeps every estimate consistent with the smaller picture: %s',
    async (name) => {
      const below = noise(5, little)
      const distancesWith = async (backProjections: number): Promise<number[]> => {
        const plan = plainPlan({ name }, 4, { size, conditioning: { noiseLevel: 0, backProjections } })
        const predict = knowing([{ weight: 1, mean: 0, deviation: 0.5 }], openScheduler)
        const onlyX: typeof predict = (rows) =>
          predict(
            rows.map((row) => ({
              ...row,
              input: { ...row.input, channels: 3, data: row.input.data.slice(0, 3 * 64 * 96) },
            })),
          )
        const distances: number[] = []
        for await (const { estimate } of sample(plan, onlyX, {
          texts: anyTexts,
          random: torchNormal(6),
          below,
        }) as AsyncIterable<StepEvent>) {
          distances.push(farthest(estimate, below))
        }
        return distances
      }
      const [free, held] = [await distancesWith(0), await distancesWith(4)]
      expect(held).toHaveLength(4)
      expect(Math.max(...held)).toBeLessThan(Math.min(...free) / 10)
    },
  )
})
