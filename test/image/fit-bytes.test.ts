import { describe, expect, it } from 'vitest'
import { fitBytes } from '#src/image/fit-bytes.ts'
import { openPicture } from '#src/image/open-picture.ts'
import { textsOf } from '#src/image/png-chunks.ts'
import type { Picture } from '#src/image/picture.ts'

/** Waves in every direction: something that costs bytes, without chance. */
const busy: Picture = {
  width: 256,
  height: 256,
  data: Uint8Array.from({ length: 256 * 256 * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : 128 + 127 * Math.sin(i * i * 0.37 + i),
  ),
}
const texts = [{ keyword: 'duckrabbit', text: 'a recipe' }]

describe('fitBytes', () => {
  it('keeps PNG and its texts if they fit', async () => {
    const file = await fitBytes(busy, 10e6, texts)
    expect(file.format).toBe('png')
    expect(textsOf(file.bytes)).toEqual(texts)
  })

  it.each([150_000, 60_000, 30_000, 4000])('stays below %i bytes with the best format that fits', async (limit) => {
    const file = await fitBytes(busy, limit, texts)
    expect(file.bytes.length).toBeLessThanOrEqual(limit)
    expect(file.format).toBe('webp')
    const { picture } = await openPicture(file.bytes, 'it')
    expect(picture).toMatchObject({ width: file.width, height: file.height })
  })

  it('makes the picture smaller only when nothing else helps', async () => {
    expect(await fitBytes(busy, 60_000)).toMatchObject({ width: 256, height: 256 })
    const tiny = await fitBytes(busy, 4000)
    expect(tiny.width).toBeLessThan(256)
    expect(tiny.width).toBe(tiny.height)
  })

  it('fits a large photograph in one or two attempts', { timeout: 120_000 }, async () => {
    const [width, height] = [4000, 3000]
    const data = new Uint8Array(4 * width * height).fill(255)
    for (let i = 0; i < width * height; i++) {
      const [x, y] = [i % width, Math.floor(i / width)]
      data[4 * i] = 128 + 100 * Math.sin(x / 90) + ((i * 7919) % 23)
      data[4 * i + 1] = 128 + 100 * Math.sin(y / 70) + ((i * 104729) % 19)
      data[4 * i + 2] = (x * y) % 251
    }
    const file = await fitBytes({ width, height, data }, 10e6, texts, true)
    expect(file).toMatchObject({ format: 'webp', width, height })
    expect(file.bytes.length).toBeLessThanOrEqual(10e6)
    // Not much smaller than it may be.
    expect(file.bytes.length).toBeGreaterThan(3e6)
  })

  it('fails if nothing fits', async () => {
    await expect(fitBytes(busy, 50)).rejects.toMatchObject({ code: 'picture-does-not-fit' })
  })
})
