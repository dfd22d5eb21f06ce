import { describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { fittingSize, maskAt, pictureAt } from '#src/pipeline/modes/fit.ts'
import { enlarge, resize, averaged } from '#src/pipeline/resize.ts'
import { torchNormal } from '#src/pipeline/random.ts'
import { distance, golden, numbers, type GoldenArray } from './golden.ts'
import { middleMask, smoothPicture, square, toyStages } from './toy-network.ts'

interface Case {
  readonly seed: number
  readonly from: readonly [number, number]
  readonly to: readonly [number, number]
  readonly bicubic: GoldenArray
  readonly box: GoldenArray
  readonly bilinear: GoldenArray
}

describe.each(golden('resizing') as readonly Case[])('from $from to $to', ({ seed, from, to, ...expected }) => {
  const picture = { data: torchNormal(seed)(from[0] * from[1]), channels: 1, height: from[0], width: from[1] }
  const size = { height: to[0], width: to[1] }

  it('resizes as Pillow’s bicubic filter', () => {
    expect(distance(resize(picture, size).data, numbers(expected.bicubic))).toBeLessThanOrEqual(1e-5)
  })
  it('resizes a mask as Pillow’s box filter', () => {
    expect(distance(averaged(picture, size).data, numbers(expected.box))).toBeLessThanOrEqual(1e-5)
  })
  it('enlarges as torch does with aligned corners', () => {
    expect(distance(enlarge(picture, size).data, numbers(expected.bilinear))).toBeLessThanOrEqual(1e-5)
  })
})

describe('to a quarter', () => {
  it('is the mean over blocks of 4 × 4, channel by channel', () => {
    const picture = { data: torchNormal(3)(2 * 24 * 32), channels: 2, height: 24, width: 32 }
    const small = averaged(picture, { height: 6, width: 8 })
    const expected = Array.from({ length: 2 * 6 * 8 }, (_, i) => {
      const [row, x] = [Math.floor(i / 8), i % 8]
      const block = Array.from({ length: 16 }, (_, k) => (4 * row + Math.floor(k / 4)) * 32 + 4 * x + (k % 4))
      return block.reduce((sum, at) => sum + (picture.data[at] ?? 0), 0) / 16
    })
    expect(small).toMatchObject({ channels: 2, height: 6, width: 8 })
    expect(distance(small.data, expected)).toBeLessThanOrEqual(1e-6)
  })
})

describe('fitting a picture to a stage', () => {
  const [stage] = toyStages(square(64), square(256))

  it.each([
    [
      { height: 100, width: 100 },
      { height: 64, width: 64 },
    ],
    [
      { height: 1080, width: 1920 },
      { height: 64, width: 112 },
    ],
    [
      { height: 400, width: 300 },
      { height: 88, width: 64 },
    ],
    [
      { height: 1, width: 1 },
      { height: 64, width: 64 },
    ],
  ])('%o becomes %o', (size, fitting) => {
    expect(fittingSize(size, stage)).toEqual(fitting)
  })

  it('uses multiples of the block size that a network needs', () => {
    expect(fittingSize({ height: 400, width: 300 }, { ...stage, multiple: 16 })).toEqual({ height: 80, width: 64 })
  })

  it('refuses a very long picture', () => {
    expect(() => fittingSize({ height: 100, width: 401 }, stage)).toThrow(UserError)
    expect(fittingSize({ height: 100, width: 400 }, stage)).toEqual({ height: 64, width: 256 })
  })

  it('rounds a picture to bytes and a mask to 0 and 1', () => {
    const small = pictureAt(smoothPicture(square(100)), square(64))
    expect(
      small.data.every(
        (value) => Math.abs(((value + 1) * 127.5) % 1) < 1e-3 || Math.abs(((value + 1) * 127.5) % 1) > 0.999,
      ),
    ).toBe(true)
    expect(new Set(maskAt(middleMask(square(100)), square(64)).data)).toEqual(new Set([0, 1]))
  })
})
