import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { encodeMoving, type Frame } from '#src/image/moving/encode-moving.ts'
import { pixel } from '../sample-picture.ts'

/** A stop, then twelve frames of a bright bar that goes to the right over waves. */
const frames: Frame[] = Array.from({ length: 13 }, (_, n) => {
  const data = Uint8Array.from({ length: 64 * 48 * 4 }, (_, i) => {
    const x = (i >> 2) % 64
    if (i % 4 === 3) return 255
    return Math.floor(x / 4) === n ? 255 : 100 + 60 * Math.sin(i * i * 0.01)
  })
  return { picture: { width: 64, height: 48, data }, milliseconds: n === 0 ? 500 : 40 }
})

const total = 500 + 12 * 40
const fine = await encodeMoving(frames, 1e6)

describe('encodeMoving', () => {
  it('keeps every frame with its duration and order', async () => {
    const { pages, delay, loop, width, height } = await sharp(fine.bytes, { failOn: 'warning' }).metadata()
    expect({ pages, loop, width, height }).toEqual({ pages: 13, loop: 0, width: 64, height: 48 })
    expect(delay).toEqual([500, ...Array(12).fill(40)])
    for (const page of [0, 5, 12]) {
      const image = sharp(fine.bytes, { page }).ensureAlpha().raw()
      const picture = await image.toBuffer({ resolveWithObject: true })
      const [bright = 0] = pixel({ width: 64, data: picture.data }, 4 * page + 2, 24)
      expect(bright).toBeGreaterThan(230)
    }
  })

  it.each([0.75, 0.4])('becomes coarser, then smaller, but never shorter: %d of the bytes', async (share) => {
    const limit = Math.floor(fine.bytes.length * share)
    const { bytes } = await encodeMoving(frames, limit)
    expect(bytes.length).toBeLessThanOrEqual(limit)
    const { delay = [] } = await sharp(bytes).metadata()
    expect(delay.reduce((sum, milliseconds) => sum + milliseconds, 0)).toBe(total)
    expect(delay[0]).toBe(500)
  })

  it('fails if it cannot be made small enough', async () => {
    await expect(encodeMoving(frames, 500)).rejects.toMatchObject({ code: 'picture-does-not-fit' })
  })
})
