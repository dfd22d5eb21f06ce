import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { startImageWorker } from '#src/image-worker/start-image-worker.ts'
import { encodePng } from '#src/image/encode.ts'
import { openPicture } from '#src/image/open-picture.ts'
import { planesOf } from '#src/image/planes-of.ts'
import { strip } from '#src/image/strip.ts'
import { resolve } from '#src/requests/resolve.ts'
import { parseRequest } from '#src/requests/parse-request.ts'

// Through the real process: what crosses over is as much of it as what is done.
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const imageWorker = startImageWorker({ log: silent })
afterAll(() => imageWorker.close())

/** A picture that fades from left to right, see-through where asked. */
async function fading(width: number, height: number, alpha = 255): Promise<Uint8Array> {
  const data = Uint8Array.from({ length: width * height * 4 }, (_, i) =>
    i % 4 === 3 ? alpha : Math.floor((255 * (Math.floor(i / 4) % width)) / width),
  )
  return sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer()
}

const plain = { width: 64, height: 64, data: new Uint8Array(4 * 64 * 64).fill(255) }

const profile = { name: 'duckling', stages: [{ steps: 4 }, { steps: 2 }] }
const resolved = (said: unknown) => resolve(parseRequest(said), profile, () => 1)
const anagram = resolved({
  mode: 'anagram',
  readings: [
    { prompt: 'a duck', view: { name: 'identity' } },
    { prompt: 'a rabbit', view: { name: 'rotate_180' } },
  ],
})

describe('the image worker', () => {
  it('inspects pictures, and passes on the sentence of a refusal', async () => {
    expect(await imageWorker.do('inspect', { name: 'fade.png', file: await fading(20, 10, 64) })).toEqual({
      format: 'png',
      width: 20,
      height: 10,
      transparent: true,
    })
    const file = await fading(200, 100)
    const limits = { bytes: 1e6, pixels: 1000 }
    const said = await openPicture(file, 'fade.png', limits).catch((error: unknown) => error)
    await expect(imageWorker.do('inspect', { name: 'fade.png', file, limits })).rejects.toEqual(said)
    await expect(imageWorker.do('inspect', { name: 'a.txt', file: new Uint8Array(9) })).rejects.toMatchObject({
      name: 'UserError',
      code: 'not-a-picture',
    })
  })

  it('fits a file into a number of bytes', async () => {
    const file = await fading(300, 300)
    const { bytes, format } = await imageWorker.do('fitBytes', { file, limit: 700 })
    expect(bytes.length).toBeLessThanOrEqual(700)
    expect(format).toBe('webp')
  })

  it('renders every reading of a small picture enlarged, and none if there is only one', async () => {
    const file = await fading(64, 64)
    const readings = await imageWorker.do('renderReadings', { request: anagram, file })
    expect(readings).toHaveLength(2)
    const leftmost = await Promise.all(
      readings.map(async ({ bytes }) => (await openPicture(bytes, 'reading')).picture.data[0]),
    )
    // whole pixels of it, four times as large
    expect(readings.map(({ width, height }) => [width, height])).toEqual([
      [256, 256],
      [256, 256],
    ])
    const [asItIs] = await Promise.all(readings.map(async ({ bytes }) => (await openPicture(bytes, 'it')).picture))
    const firstRow = Array.from({ length: 9 }, (_, x) => asItIs?.data[4 * x])
    expect(firstRow).toEqual([0, 0, 0, 0, 3, 3, 3, 3, 7])
    expect(leftmost).toEqual([0, 251])
    const hybrid = resolved({
      mode: 'hybrid',
      kind: 'low_high',
      parts: [
        { component: 'low', prompt: 'a skull' },
        { component: 'high', prompt: 'a waterfall' },
      ],
    })
    const seen = await imageWorker.do('renderReadings', { request: hybrid, file })
    expect(seen.map(({ width, height }) => [width, height])).toEqual([
      [256, 256],
      [256, 256],
    ])
    // From far away it is as large, but a blur of 32 pixels: neighbours hardly differ.
    const [far] = await Promise.all(seen.map(async ({ bytes }) => (await openPicture(bytes, 'it')).picture))
    const row = Array.from({ length: 256 }, (_, x) => far?.data[4 * (128 * 256 + x)] ?? 0)
    expect(row[0]).not.toBe(row[255])
    expect(Math.max(...row.slice(1).map((red, x) => Math.abs(red - (row[x] ?? 0))))).toBeLessThan(8)
    const fox = resolved({ mode: 'generate', prompt: 'a fox' })
    expect(await imageWorker.do('renderReadings', { request: fox, file })).toEqual([])
    expect(await imageWorker.do('animate', { request: fox, file, limit: 1e6 })).toBeNull()
  })

  it('animates a picture from the one that it was drawn over, or from the strip of its steps', async () => {
    const file = await fading(64, 64)
    const edit = resolved({ mode: 'edit', picture: { sha256: 'a'.repeat(64), name: 'photo.png' } })
    const before = await fading(300, 300, 90)
    expect(await imageWorker.do('animate', { request: edit, file, before, limit: 1e6 })).toMatchObject({
      format: 'webp',
    })
    expect(await imageWorker.do('animate', { request: edit, file, limit: 1e6 })).toBeNull()
    // As long as no picture that is handed in may be.
    const step = { timestep: 9, x: planesOf(plain), estimate: planesOf(plain) }
    const { bytes } = await encodePng(await strip(Array.from({ length: 12 }, () => step)))
    const fox = resolved({ mode: 'generate', prompt: 'a fox' })
    const moving = await imageWorker.do('animate', { request: fox, file, strip: bytes, limit: 1e6 })
    expect(moving?.bytes.length).toBeLessThan(1e6)
  })

  it('shows grid and mask over a picture, scaled down', async () => {
    const file = await fading(100, 50)
    expect(await imageWorker.do('gridOverlay', { file, maxLength: 40 })).toMatchObject({ width: 512, height: 256 })
    const overlay = { file, invert: false, maxLength: 40 }
    const left = await imageWorker.do('maskOverlay', { ...overlay, mask: { from: 'regions', regions: ['left'] } })
    const right = await imageWorker.do('maskOverlay', { ...overlay, mask: { from: 'regions', regions: ['right'] } })
    expect(left.file).toMatchObject({ format: 'png', width: 480, height: 240 })
    expect(left.file.bytes).not.toEqual(right.file.bytes)
    await expect(imageWorker.do('maskOverlay', { ...overlay, mask: { from: 'transparency' } })).rejects.toMatchObject({
      code: 'mask-empty',
    })
    const mask = { from: 'picture', picture: { sha256: 'a'.repeat(64), name: 'mask.png' } } as const
    const scaled = await imageWorker.do('maskOverlay', { ...overlay, mask, maskFile: await fading(10, 10) })
    expect(scaled.notices.join()).toContain('another shape')
  })

  it('reports a defect with its stack', async () => {
    // What the types forbid, as another version of the bot might say it.
    const wrong = JSON.parse('{"limit":"much"}')
    await expect(imageWorker.do('fitBytes', wrong)).rejects.toThrow(/limit/)
  })
})
