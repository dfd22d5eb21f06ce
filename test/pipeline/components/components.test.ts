import { describe, expect, it } from 'vitest'
import { gaussianBlur } from '#src/pipeline/blur.ts'
import { combined } from '#src/pipeline/component.ts'
import { decompositions } from '#src/pipeline/components/registry.ts'
import { scaled } from '#src/pipeline/components/scaled.ts'
import { pinned } from '#src/pipeline/constraints/pinned.ts'
import type { Planes, Size } from '#src/pipeline/planes.ts'
import { torchNormal } from '#src/pipeline/random.ts'
import { schedulerOfIF } from '#src/pipeline/scheduler.ts'
import { distance } from '../golden.ts'
import { smoothPicture, square } from '../toy-network.ts'

const kinds = ['low_high', 'triple', 'colour', 'motion'] as const

function noise({ height, width }: Size, seed: number): Planes {
  return { data: torchNormal(seed)(3 * height * width), channels: 3, height, width }
}

describe.each(kinds)('%s', (kind) => {
  const all = Object.values(decompositions[kind].of(2))

  it.each([square(64), square(256), { height: 64, width: 96 }])('sums to the identity at %o', (size) => {
    const estimate = noise(size, 1)
    expect(distance(combined(all).filter(estimate).data, estimate.data)).toBeLessThan(2e-6)
  })

  it('is linear', () => {
    const [a, b] = [noise(square(64), 2), noise(square(64), 3)]
    const mixed = { ...a, data: a.data.map((value, i) => value - 3 * (b.data[i] ?? 0)) }
    for (const component of all) {
      const [one, two] = [component.filter(a).data, component.filter(b).data]
      const expected = one.map((value, i) => value - 3 * (two[i] ?? 0))
      expect(distance(component.filter(mixed).data, expected)).toBeLessThan(1e-5)
    }
  })

  it('sums to the same as its filters', () => {
    const estimates = all.map((_, seed) => noise(square(256), seed + 20))
    const expected = all.map((component, i) => component.filter(estimates[i] ?? noise(square(256), 0)).data)
    const sum = all[0]?.decomposition?.sum(estimates)
    if (sum === undefined) throw new Error('No shorter way.')
    const filtered = sum.data.map((_, i) => expected.reduce((total, data) => total + (data[i] ?? 0), 0))
    expect(distance(sum.data, filtered)).toBeLessThan(5e-6)
  })

  it('leaves its argument unchanged', () => {
    const estimate = noise(square(64), 4)
    const before = estimate.data.slice()
    for (const component of all) component.filter(estimate)
    expect(estimate.data).toEqual(before)
  })

  it('is the same component at 64 and at 256 px', () => {
    const [small, large] = [smoothPicture(square(64)), smoothPicture(square(256))]
    for (const component of all) {
      const [a, b] = [component.filter(small), component.filter(large)]
      let furthest = 0
      // Away from the edges, which motion blurs with what is beyond them.
      for (let y = 8; y < 56; y++) {
        for (let x = 8; x < 56; x++) {
          const there = (b.data[(4 * y + 2) * 256 + 4 * x + 2] ?? 0) - (a.data[y * 64 + x] ?? 0)
          furthest = Math.max(furthest, Math.abs(there))
        }
      }
      expect(furthest).toBeLessThan(0.06)
    }
  })
})

/** Of the noise that a low pass leaves. */
function energy(sigma: number): number {
  const low = decompositions.low_high.of(sigma).low.filter(noise(square(64), 5)).data
  return low.reduce((total, value) => total + value * value, 0)
}

/** One pixel of a blur as it is defined, edges reflected. */
function blurAt({ data, height, width }: Planes, x: number, y: number, size: number, sigma: number): number {
  const reach = (size - 1) / 2
  const offsets = Array.from({ length: size }, (_, i) => i - reach)
  const within = (i: number, length: number) => (i < 0 ? -i : i < length ? i : 2 * (length - 1) - i)
  const taps = offsets.map((offset) => Math.exp(-0.5 * (offset / sigma) ** 2))
  const whole = taps.reduce((total, tap) => total + tap, 0) ** 2
  let sum = 0
  for (const [i, down] of offsets.entries()) {
    for (const [k, across] of offsets.entries()) {
      const at = within(y + down, height) * width + within(x + across, width)
      sum += (taps[i] ?? 0) * (taps[k] ?? 0) * (data[at] ?? 0)
    }
  }
  return sum / whole
}

describe('gaussianBlur', () => {
  it('reflects at the edges and keeps a flat picture flat', () => {
    const flat = { data: new Float32Array(40 * 48).fill(0.7), channels: 1, height: 40, width: 48 }
    expect(distance(gaussianBlur(flat, 33, 2).data, flat.data)).toBeLessThan(1e-6)
  })

  it('spreads a point by the kernel', () => {
    const point = { data: new Float32Array(65 * 65), channels: 1, height: 65, width: 65 }
    point.data[32 * 65 + 32] = 1
    const blurred = gaussianBlur(point, 33, 2).data
    const at = (x: number) => (blurred[32 * 65 + 32 + x] ?? 0) / (blurred[32 * 65 + 32] ?? 1)
    expect(at(1)).toBeCloseTo(Math.exp(-0.125), 5)
    expect(at(4)).toBeCloseTo(Math.exp(-2), 5)
    expect(blurred.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5)
  })

  it.each([
    ['as wide as it is at 256 px', 133, 8],
    ['half as wide', 101, 4],
    ['cut off early', 133, 16],
    ['too wide for the picture to be thinned', 401, 40],
  ])('equals the convolution with the kernel at every pixel: %s', (_, size, sigma) => {
    const picture = { ...noise({ height: 256, width: 264 }, 9), channels: 1 }
    const blurred = gaussianBlur({ ...picture, data: picture.data.subarray(0, 256 * 264) }, size, sigma).data
    const places = [0, 1, 2, 3, 70, 129, 254, 255].flatMap((y) => [0, 5, 131, 262, 263].map((x) => ({ x, y })))
    const furthest = places.map(({ x, y }) =>
      Math.abs((blurred[y * 264 + x] ?? 0) - blurAt(picture, x, y, size, sigma)),
    )
    expect(Math.max(...furthest)).toBeLessThan(1e-6)
  })

  it('leaves less to the low component with a larger sigma', () => {
    expect(energy(1)).toBeGreaterThan(2 * energy(2))
  })
})

describe('scaled', () => {
  it('scales the whole estimate', () => {
    const estimate = noise(square(8), 6)
    expect(scaled(-6.5).filter(estimate).data[5]).toBeCloseTo(-6.5 * (estimate.data[5] ?? 0), 5)
  })
})

describe('pinned', () => {
  it.each(kinds)('replaces one component of x by the picture’s and keeps the others: %s', (kind) => {
    const [first, ...others] = Object.values(decompositions[kind].of(2))
    if (first === undefined) throw new Error('A decomposition has components.')
    const picture = smoothPicture(square(64))
    const x = noise(square(64), 7)
    const before = combined(others).filter(x)
    const constraint = pinned(first, picture, schedulerOfIF(1.5))
    constraint.after?.(x, -1, x, torchNormal(1))
    // x is now the picture's component and what the others made of x.
    const expected = first.filter(picture).data.map((value, i) => value + (before.data[i] ?? 0))
    expect(distance(x.data, expected)).toBeLessThan(1e-5)
    expect(constraint.renoises).toBe(true)
  })
})
