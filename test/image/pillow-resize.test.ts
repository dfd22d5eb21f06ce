import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openaiPreprocessing } from '#src/network/clip-preprocessing.ts'
import { clipPixels } from '#src/image/clip-pixels.ts'
import type { Picture } from '#src/image/picture.ts'
import { pillowResize } from '#src/image/pillow-resize.ts'
import { withWatermark } from '#src/image/watermark.ts'

const size = z.tuple([z.number(), z.number()])
const golden = z
  .object({
    resized: z.array(z.object({ mode: z.enum(['RGB', 'RGBA']), size, to: size, sha256: z.string() })),
    marked: z.array(z.object({ size, sampleSize: z.number(), sha256: z.string() })),
    seen: z.array(z.object({ size, numbers: z.array(z.number()) })),
  })
  .parse(JSON.parse(readFileSync(new URL('golden/pillow.json', import.meta.url), 'utf8')))

/** The pattern of models/train/golden/pillow.py; opaque where it has three channels. */
function pattern([width, height]: readonly [number, number], channels: number): Picture {
  const data = new Uint8Array(4 * width * height).fill(255)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++)
        data[4 * (y * width + x) + c] = (7 * x + 13 * y + 29 * c + 5 * ((x * y) % 11)) % 256
  return { width, height, data }
}

function sum({ data }: Picture, channels: number): string {
  const bytes = data.filter((_, index) => index % 4 < channels)
  return createHash('sha256').update(bytes).digest('hex')
}

describe('Pillow’s bicubic resize', () => {
  it.each(golden.resized)('$mode $size to $to, to the byte', ({ mode, size: from, to: [width, height], sha256 }) => {
    const channels = mode === 'RGB' ? 3 : 4
    expect(sum(pillowResize(pattern(from, channels), width, height), channels)).toBe(sha256)
  })
})

describe('the watermark of IF', () => {
  it.each(golden.marked)('of a picture of $size by a stage of $sampleSize px, to the byte', (one) => {
    const marked = withWatermark(pattern(one.size, 3), pattern([62, 62], 4), one.sampleSize)
    expect(sum(marked, 3)).toBe(one.sha256)
    // Where the picture is narrower than the stage's size, diffusers puts the mark outside of it.
    const inside = Math.min(...one.size) >= one.sampleSize
    expect(sum(pattern(one.size, 3), 3) !== one.sha256).toBe(inside)
  })
})

describe('the pixels that CLIP sees', () => {
  it.each(golden.seen)('of a picture of $size, as transformers prepares them', ({ size: from, numbers }) => {
    const { data } = clipPixels(pattern(from, 3), { size: 16, ...openaiPreprocessing })
    const found = [...data].filter((_, index) => index % 37 === 0)
    expect(found.length).toBe(numbers.length)
    expect(Math.max(...found.map((value, index) => Math.abs(value - (numbers[index] ?? NaN))))).toBeLessThan(2e-6)
  })
})
