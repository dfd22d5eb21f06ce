import { describe, expect, it } from 'vitest'
import { pasteBack } from '#src/image/paste-back.ts'
import type { Picture } from '#src/image/picture.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import { pixel } from './sample-picture.ts'

const width = 60
const height = 40

/** Every pixel of its own, so that a changed byte is noticed. */
const original: Picture = {
  width,
  height,
  data: Uint8Array.from({ length: width * height * 4 }, (_, i) => (i % 4 === 3 ? 255 : (i * 7) % 251)),
}
const green: Planes = {
  data: Float32Array.from({ length: 3 * 16 * 16 }, (_, i) => (Math.floor(i / 256) === 1 ? 1 : -1)),
  channels: 3,
  height: 16,
  width: 16,
}
/** The columns from 20 to 29. */
const mask: Planes = {
  data: Float32Array.from({ length: width * height }, (_, i) => (i % width >= 20 && i % width < 30 ? 1 : 0)),
  channels: 1,
  height,
  width,
}

describe('pasteBack', () => {
  it.each([0, 1, 5])('leaves every byte beyond a feather of %d unchanged', async (feather) => {
    const result = await pasteBack(original, green, mask, feather)
    expect(result).toMatchObject({ width, height })
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const away = x < 20 ? 20 - x : x > 29 ? x - 29 : 0
        if (away >= feather && away > 0) expect(pixel(result, x, y)).toEqual(pixel(original, x, y))
        if (away === 0) expect(pixel(result, x, y)).toEqual([0, 255, 0, 255])
      }
    }
  })

  it('fades from the new to the old picture over the feather', async () => {
    const black = { ...original, data: original.data.map((_, i) => (i % 4 === 3 ? 255 : 0)) }
    const result = await pasteBack(black, green, mask, 6)
    const greens = [29, 30, 31, 32, 33, 34, 35].map((x) => pixel(result, x, 20)[1] ?? 0)
    expect(greens[0]).toBe(255)
    expect(greens.at(-1)).toBe(0)
    expect(greens).toEqual(greens.toSorted((a, b) => b - a))
    expect(new Set(greens).size).toBe(7)
  })

  it('fills the masked transparent part and keeps the rest transparent', async () => {
    const clear = { ...original, data: original.data.map((value, i) => (i % 4 === 3 ? 0 : value)) }
    const result = await pasteBack(clear, green, mask, 0)
    expect(pixel(result, 25, 5)).toEqual([0, 255, 0, 255])
    expect(pixel(result, 5, 5)).toEqual(pixel(clear, 5, 5))
  })
})
