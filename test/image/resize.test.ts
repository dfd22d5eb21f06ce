import { describe, expect, it } from 'vitest'
import type { Picture } from '#src/image/picture.ts'
import { shrink, stagePlanes, stageSize } from '#src/image/resize.ts'

/** Brightness as a function of the place, 0 … 1 each. */
function picture(width: number, height: number, brightness: (x: number, y: number) => number): Picture {
  const data = new Uint8Array(width * height * 4).fill(255)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data.fill(
        Math.round(255 * brightness((x + 0.5) / width, (y + 0.5) / height)),
        4 * (y * width + x),
        4 * (y * width + x) + 3,
      )
    }
  }
  return { width, height, data }
}

describe('stageSize', () => {
  it.each([
    [{ width: 512, height: 512 }, 64, { width: 64, height: 64 }],
    [{ width: 640, height: 480 }, 64, { width: 88, height: 64 }],
    [{ width: 480, height: 640 }, 64, { width: 64, height: 88 }],
    [{ width: 640, height: 480 }, 256, { width: 344, height: 256 }],
    [{ width: 30, height: 10 }, 64, { width: 192, height: 64 }],
  ])('of %j at %i is %j, as diffusers has it', (size, shortSide, expected) => {
    expect(stageSize(size, shortSide)).toEqual(expected)
  })
})

describe('stagePlanes', () => {
  it.each([
    [16, 16],
    [200, 200],
    [2000, 2000],
  ])('keeps a slope a slope, from %i × %i', async (width, height) => {
    const planes = await stagePlanes(
      picture(width, height, (x) => 0.2 + 0.6 * x),
      64,
    )
    expect(planes).toMatchObject({ channels: 3, height: 64, width: 64 })
    for (const x of [8, 20, 32, 50]) {
      expect(planes.data[30 * 64 + x]).toBeCloseTo(2 * (0.2 + (0.6 * (x + 0.5)) / 64) - 1, 1)
    }
  })

  it('gives whole levels of 255, within [-1, 1]', async () => {
    const planes = await stagePlanes(
      picture(100, 100, (x, y) => (x < 0.5 === y < 0.5 ? 1 : 0)),
      64,
    )
    for (const value of planes.data) {
      const level = (value + 1) * 127.5
      expect(Math.abs(level - Math.round(level))).toBeLessThan(1e-4)
      expect(Math.abs(value)).toBeLessThanOrEqual(1)
    }
  })
})

describe('shrink', () => {
  it('keeps the ratio and leaves small pictures alone', async () => {
    const wide = picture(300, 100, (x) => x)
    expect(await shrink(wide, 90)).toMatchObject({ width: 90, height: 30 })
    expect(await shrink(wide, 300)).toBe(wide)
  })
})
