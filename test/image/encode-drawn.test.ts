import sharp from 'sharp'
import { expect, it } from 'vitest'
import { encodeDrawn } from '#src/image/encode-drawn.ts'
import { pipelineOf } from '#src/image/encode.ts'
import { pictureOf } from '#src/image/planes-of.ts'
import { textsOf } from '#src/image/png-chunks.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import { torchNormal } from '#src/pipeline/random.ts'

/** A soft picture with grain on it, of values beyond [-1, 1] too. */
function grainy(width: number, height: number): Planes {
  const grain = torchNormal(7)(3 * width * height)
  const data = grain.map((value, i) => 1.2 * Math.sin((i % width) / 40 + Math.floor(i / width) / 30) + 0.04 * value)
  return { data, channels: 3, height, width }
}

it.each([
  [1, 1],
  [5, 3],
  [64, 64],
  [128, 72],
])('keeps every pixel of a picture of %i × %i', async (width, height) => {
  const planes = grainy(width, height)
  const { bytes, ...rest } = encodeDrawn(planes)
  expect(rest).toEqual({ format: 'png', width, height })
  const { channels, hasAlpha } = await sharp(bytes).metadata()
  expect({ channels, hasAlpha }).toEqual({ channels: 3, hasAlpha: false })
  const pixels = await sharp(bytes).ensureAlpha().raw().toBuffer()
  expect(Uint8Array.from(pixels)).toEqual(pictureOf(planes).data)
})

it('contains texts', () => {
  const texts = [
    { keyword: 'duckrabbit', text: '{"seed":1}' },
    { keyword: 'Title', text: 'ein Hase 兎' },
  ]
  expect(textsOf(encodeDrawn(grainy(8, 8), texts).bytes)).toEqual(texts)
})

it('makes a smaller file of grainy pictures than sharp does', async () => {
  const planes = grainy(128, 128)
  const plain = await pipelineOf(pictureOf(planes)).removeAlpha().png().toBuffer()
  expect(encodeDrawn(planes).bytes.length).toBeLessThan(0.8 * plain.length)
})

it('refuses pixels that do not match the size', () => {
  expect(() => encodeDrawn({ data: new Float32Array(6), channels: 6, height: 1, width: 1 })).toThrow(
    '3 channels, not 6',
  )
})
