import { describe, expect, it } from 'vitest'
import type { Planes, Size } from '#src/pipeline/planes.ts'
import { torchNormal } from '#src/pipeline/random.ts'
import type { View } from '#src/pipeline/view.ts'
import { viewNames, viewOf, type ViewSpec } from '#src/pipeline/views/registry.ts'
import { distance } from '../golden.ts'
import { square } from '../toy-network.ts'

const specs: readonly ViewSpec[] = [
  ...viewNames.map((name) => ({ name })),
  { name: 'skew', factor: -0.7 },
  { name: 'patch_permute', pieces: 4, seed: 9 },
  { name: 'pixel_permute', pieces: 32, seed: 2 },
  { name: 'jigsaw', seed: 77 },
]
const squareOnly = new Set(['rotate_cw', 'rotate_ccw', 'jigsaw', 'square_hinge'])
const views = specs.map((spec): [string, View] => [JSON.stringify(spec), viewOf(spec)])

function noise({ height, width }: Size, channels: number, seed: number): Planes {
  return { data: torchNormal(seed)(channels * height * width), channels, height, width }
}

function sum(a: Planes, b: Planes, factor: number): Planes {
  return { ...a, data: a.data.map((value, i) => value + factor * (b.data[i] ?? 0)) }
}

function product(a: Planes, b: Planes): number {
  return a.data.reduce((total, value, i) => total + value * (b.data[i] ?? 0), 0)
}

/** The place of every pixel in the unit square, y and x. */
function places({ height, width }: Size): Planes {
  const data = Float32Array.from({ length: 2 * height * width }, (_, i) =>
    i < height * width ? (Math.floor(i / width) + 0.5) / height : ((i % width) + 0.5) / width,
  )
  return { data, channels: 2, height, width }
}

function deviation(values: Float32Array): number {
  return Math.sqrt(values.reduce((total, value) => total + value * value, 0) / values.length)
}

describe.each(views)('%s', (_, view) => {
  const sizes = [square(64), square(256), ...(squareOnly.has(view.name) ? [] : [{ height: 64, width: 128 }])]

  it.each(sizes)('is linear and orthogonal at %o', (size) => {
    const [x, y] = [noise(size, 3, 1), noise(size, 3, 2)]
    const [seenX, seenY] = [view.apply(x), view.apply(y)]
    expect(distance(view.apply(sum(x, y, 2.5)).data, sum(seenX, seenY, 2.5).data)).toBeLessThan(1e-5)
    expect(product(seenX, seenY)).toBeCloseTo(product(x, y), 1)
    expect(product(seenX, seenX)).toBeCloseTo(product(x, x), 1)
  })

  it.each(sizes)('is undone by its inverse at %o, on six channels too', (size) => {
    const x = noise(size, 6, 3)
    expect(distance(view.invert(view.apply(x)).data, x.data)).toBe(0)
    expect(distance(view.apply(view.invert(x)).data, x.data)).toBe(0)
  })

  it('moves the variance with the pixels and keeps its sign', () => {
    const variance = noise(square(64), 3, 4)
    const moved = view.invertVariance(variance)
    const back = view.invert(variance).data
    const sign = view.name === 'negate' ? -1 : 1
    expect(moved.data).toEqual(back.map((value) => sign * value))
  })

  it('describes the same move at 64 and at 256 px', () => {
    const small = view.invertVariance(places(square(64)))
    const large = view.invertVariance(places(square(256)))
    let same = 0
    for (let i = 0; i < 256 * 256; i++) {
      const at = Math.floor(i / 1024) * 64 + Math.floor((i % 256) / 4)
      const dy = Math.abs((small.data[at] ?? 0) - (large.data[i] ?? 0))
      const dx = Math.abs((small.data[64 * 64 + at] ?? 0) - (large.data[256 * 256 + i] ?? 0))
      // Within a pixel of the small picture, or round the edge.
      if (Math.min(dy, 1 - dy) <= 1.6 / 64 && Math.min(dx, 1 - dx) <= 1.6 / 64) same++
    }
    // The rims of round things are finer at 256 px; the hinges' squares are 21 px there and 85 here.
    expect(same / (256 * 256)).toBeGreaterThan(0.92)
  })
})

describe('the effect of a view', () => {
  const gradient: Planes = {
    data: Float32Array.from({ length: 64 * 64 }, (_, i) => i),
    channels: 1,
    height: 64,
    width: 64,
  }

  it.each([
    ['flip', 63 * 64],
    ['rotate_cw', 63 * 64],
    ['rotate_ccw', 63],
    ['rotate_180', 64 * 64 - 1],
  ] as const)('%s shows pixel %i at the top left', (name, pixel) => {
    expect(viewOf({ name }).apply(gradient).data[0]).toBe(pixel)
  })

  it('rotates clockwise: the left edge is seen at the top', () => {
    const seen = viewOf({ name: 'rotate_cw' }).apply(gradient).data
    expect([...seen.subarray(0, 3)]).toEqual([63 * 64, 62 * 64, 61 * 64])
  })

  const moved = (seed: number) => viewOf({ name: 'jigsaw', seed }).apply(gradient).data

  it('moves every piece of a jigsaw, depending on the seed', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const still = moved(seed).filter((value, i) => value === i).length
      expect(still).toBe(0)
    }
    expect(moved(1)).not.toEqual(moved(2))
    expect(moved(1)).toEqual(moved(1))
  })

  it('is refused at impossible sizes', () => {
    const wide = { height: 64, width: 96 }
    for (const name of squareOnly) {
      const view = viewOf({ name } as ViewSpec)
      expect(() => view.check?.(wide)).toThrow(`The view ${name} needs a square picture, not 96 × 64.`)
      expect(() => view.apply(noise(wide, 3, 1))).toThrow('square')
    }
    expect(() => viewOf({ name: 'pixel_permute' }).check?.(wide)).toThrow('another number of pieces')
    expect(() => viewOf({ name: 'jigsaw' }).check?.(square(20))).toThrow('32 pixels or more')
  })
})

describe('views of the research code that are not orthogonal', () => {
  // What the network is trained on: white noise of variance 1, whatever the view.
  const x = noise(square(64), 3, 6)
  const at = (y: number, x0: number) => (y >= 0 && y < 64 && x0 >= 0 && x0 < 64 ? (x.data[y * 64 + x0] ?? 0) : 0)

  it('a rotation by 135° interpolates, which smooths the noise', () => {
    const turned = Float32Array.from({ length: 64 * 64 }, (_, i) => {
      const [dy, dx] = [Math.floor(i / 64) - 31.5, (i % 64) - 31.5]
      if (dy * dy + dx * dx >= 24 * 24) return Number.NaN
      const angle = (135 * Math.PI) / 180
      const [sy, sx] = [
        31.5 + Math.cos(angle) * dy - Math.sin(angle) * dx,
        31.5 + Math.sin(angle) * dy + Math.cos(angle) * dx,
      ]
      const [y, left] = [Math.floor(sy), Math.floor(sx)]
      const [fy, fx] = [sy - y, sx - left]
      const top = (1 - fx) * at(y, left) + fx * at(y, left + 1)
      const bottom = (1 - fx) * at(y + 1, left) + fx * at(y + 1, left + 1)
      return (1 - fy) * top + fy * bottom
    }).filter((value) => !Number.isNaN(value))
    expect(deviation(turned)).toBeLessThan(0.75)
  })

  it('a blur removes almost all noise', () => {
    const blurred = Float32Array.from({ length: 8 * 8 }, (_, block) => {
      const [top, left] = [Math.floor(block / 8) * 8, (block % 8) * 8]
      let total = 0
      for (let i = 0; i < 64; i++) total += at(top + Math.floor(i / 8), left + (i % 8))
      return total / 64
    })
    expect(deviation(blurred)).toBeLessThan(0.2)
  })

  it('a white balance of 1.5 amplifies the noise by half', () => {
    expect(deviation(x.data.map((value) => value * 1.5))).toBeGreaterThan(1.4)
  })
})
