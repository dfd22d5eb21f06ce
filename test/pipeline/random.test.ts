import { describe, expect, it } from 'vitest'
import { torchNormal } from '#src/pipeline/random.ts'
import { distance, golden, numbers, type GoldenArray } from './golden.ts'

interface RandomGolden {
  readonly sequences: readonly { seed: number; counts: number[]; values: GoldenArray }[]
  readonly pictures: readonly { seed: number; count: number; stride: number; first: GoldenArray; second: GoldenArray }[]
}

const { sequences, pictures } = golden('random') as RandomGolden

describe('torchNormal', () => {
  it.each(sequences)('draws $counts from seed $seed as PyTorch does', ({ seed, counts, values }) => {
    const random = torchNormal(seed)
    const drawn = counts.flatMap((count) => [...random(count)])
    expect(distance(drawn, numbers(values))).toBeLessThanOrEqual(5e-6)
  })

  it.each(pictures)('draws a picture of $count numbers as PyTorch does', ({ seed, count, stride, first, second }) => {
    const random = torchNormal(seed)
    const every = (values: Float32Array) => values.filter((_, i) => i % stride === 0)
    expect(distance(every(random(count)), numbers(first))).toBeLessThanOrEqual(5e-6)
    expect(distance(every(random(count)), numbers(second))).toBeLessThanOrEqual(5e-6)
  })

  it('is standard normal', () => {
    const values = torchNormal(3)(100_000)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length
    expect(mean).toBeCloseTo(0, 1)
    expect(variance).toBeCloseTo(1, 1)
    expect(values.every(Number.isFinite)).toBe(true)
  })

  it('reads the lower 32 bits of a seed', () => {
    expect(torchNormal(2 ** 33 + 6)(20)).toEqual(torchNormal(6)(20))
  })
})
