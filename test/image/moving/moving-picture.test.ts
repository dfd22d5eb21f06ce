import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { EncodedPicture } from '#src/image/encode.ts'
import { type Origins, movingPicture } from '#src/image/moving/moving-picture.ts'
import { pictureOf } from '#src/image/planes-of.ts'
import { strip } from '#src/image/strip.ts'
import type { ResolvedDrawing } from '#src/requests/draw-request.ts'
import { parseRequest } from '#src/requests/parse-request.ts'
import { resolve } from '#src/requests/resolve.ts'

function drawing(request: unknown): ResolvedDrawing {
  const resolved = resolve(parseRequest(request), { name: 'IF', stages: [{}, {}] }, () => 1)
  if (resolved.mode === 'compare') throw new Error('not a drawing')
  return resolved
}

const anagram = drawing({
  mode: 'anagram',
  readings: [
    { prompt: 'a duck', view: { name: 'identity' } },
    { prompt: 'a rabbit', view: { name: 'rotate_cw' } },
  ],
})

/** A red upper half over a blue lower half. */
const flag = pictureOf({
  data: Float32Array.from({ length: 3 * 4096 }, (_, i) => {
    const upper = i % 4096 < 2048
    return (Math.floor(i / 4096) === 0 && upper) || (Math.floor(i / 4096) === 2 && !upper) ? 1 : -1
  }),
  channels: 3,
  height: 64,
  width: 64,
})

/** The colour at a place of a frame, each channel 0 (dark) or 1 (bright). */
async function colourAt(file: Uint8Array, page: number, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(file, { page }).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = 3 * (y * info.width + x)
  return Array.from(data.subarray(at, at + 3), (value) => Math.round(value / 255))
}

const [red, blue, paper, grey] = [[1, 0, 0], [0, 0, 1], [1, 1, 1], 'grey'] as const

const dark = [0, 0, 0]

/** A step at which x and the estimate are each of one lightness, from -1 to 1. */
function step(x: number, estimate: number) {
  const plain = (value: number) => ({
    data: new Float32Array(3 * 4096).fill(value),
    channels: 3,
    height: 64,
    width: 64,
  })
  return { timestep: 500, x: plain(x), estimate: plain(estimate) }
}

async function moved(request: ResolvedDrawing, origins?: Origins): Promise<EncodedPicture> {
  const moving = await movingPicture(request, flag, 8e6, origins)
  if (moving === undefined) throw new Error('it does not move')
  return moving
}

const moving = await moved(anagram)

describe('movingPicture', () => {
  it('turns an anagram from reading to reading in an endless loop with pauses', async () => {
    const { pages = 0, delay = [], loop, width, height } = await sharp(moving.bytes).metadata()
    expect({ format: moving.format, width: moving.width, height: moving.height, loop }).toEqual({
      format: 'webp',
      width,
      height,
      loop: 0,
    })
    const stops = delay.flatMap((milliseconds, page) => (milliseconds > 1000 ? [page] : []))
    expect(stops).toEqual([0, pages / 2])
    const middle = Math.floor((width ?? 0) / 2)
    expect(await colourAt(moving.bytes, 0, middle, middle - 60)).toEqual(red)
    expect(await colourAt(moving.bytes, 0, middle, middle + 60)).toEqual(blue)
    expect(await colourAt(moving.bytes, 0, 4, 4)).toEqual(paper)
    // a quarter turn clockwise takes what is above to the right
    expect(await colourAt(moving.bytes, pages / 2, middle + 60, middle)).toEqual(red)
    expect(await colourAt(moving.bytes, pages / 2, middle - 60, middle)).toEqual(blue)
  })

  it('writes the prompt of the visible reading below it', async () => {
    const { pages = 0 } = await sharp(moving.bytes).metadata()
    const ink = async (page: number): Promise<number> => {
      const { height } = moving
      const foot = sharp(moving.bytes, { page }).extract({ left: 0, top: height - 50, width: moving.width, height: 50 })
      const { channels } = await sharp(await foot.png().toBuffer()).stats()
      return channels[0]?.min ?? 255
    }
    expect(await ink(0)).toBeLessThan(90)
    expect(await ink(pages / 2)).toBeLessThan(90)
    expect(await ink(Math.round(pages / 4))).toBeGreaterThan(200)
  })

  it.each([
    ['low_high', ['low', 'high'], paper],
    ['colour', ['grey', 'colour'], grey],
    ['motion', ['motion', 'still'], red],
  ] as const)('shows the other reading of a %s hybrid', async (kind, components, far) => {
    const parts = components.map((component) => ({ component, prompt: `the ${component}` }))
    const moving = await moved(drawing({ mode: 'hybrid', kind, parts }))
    const { pages = 0 } = await sharp(moving.bytes).metadata()
    const middle = Math.floor(moving.width / 2)
    expect(await colourAt(moving.bytes, 0, middle, middle - 60)).toEqual(red)
    const [r, g, b] = await colourAt(moving.bytes, pages / 2, middle, middle - 60)
    expect(far === grey ? r === g && g === b : [r, g, b].join() === far.join()).toBe(true)
  })

  it.each([
    { mode: 'generate', prompt: 'a flag' },
    { mode: 'generate' },
    { mode: 'hybrid', kind: 'scale', parts: [{ component: 'scale', prompt: 'a' }] },
  ])('shows a picture emerging from noise, step by step, and holds it: %o', async (request) => {
    const page = await strip([step(-1, 1), step(0, -1), step(1, 1)])
    const moving = await moved(drawing(request), { strip: page })
    const { delay = [] } = await sharp(moving.bytes).metadata()
    const stops = delay.flatMap((milliseconds, page) => (milliseconds > 200 ? [page] : []))
    // noise, two estimates (the last of the three is the picture), the picture
    expect(stops).toHaveLength(4)
    expect(delay[stops[3] ?? 0]).toBe(Math.max(...delay))
    const middle = Math.floor(moving.width / 2)
    const seen = await Promise.all(stops.map((page) => colourAt(moving.bytes, page, middle, 60)))
    expect(seen).toEqual([dark, paper, dark, red])
  })

  it.each(['edit', 'inpaint', 'style', 'upscale'])('fades from the attached picture, after %s', async (mode) => {
    const own = { inpaint: { mask: { from: 'regions', regions: ['left'] } }, style: { style: 'a woodcut' } }[mode]
    const request = drawing({ mode, picture: { sha256: 'a'.repeat(64), name: 'photo.png' }, ...own })
    // Of another size than the result, half see-through: as it was painted from, on white.
    const before = {
      width: 30,
      height: 30,
      data: Uint8Array.from({ length: 3600 }, (_, i) => [0, 0, 0, 255][i % 4] ?? 0),
    }
    before.data.fill(0, 1800)
    const moving = await moved(request, { before, strip: await strip([step(0, 0)]) })
    const { pages = 0, delay = [] } = await sharp(moving.bytes).metadata()
    expect(delay.flatMap((milliseconds, page) => (milliseconds > 1000 ? [page] : []))).toEqual([0, pages / 2])
    const middle = Math.floor(moving.width / 2)
    expect(await colourAt(moving.bytes, 0, middle, 60)).toEqual(dark)
    expect(await colourAt(moving.bytes, 0, middle, 200)).toEqual(paper)
    expect(await colourAt(moving.bytes, pages / 2, middle, 60)).toEqual(red)
    expect(await colourAt(moving.bytes, pages / 2, middle, 200)).toEqual(blue)
  })

  it('scales a large picture down', async () => {
    const large = { width: 2048, height: 1024, data: new Uint8Array(2048 * 1024 * 4).fill(255) }
    const request = drawing({ mode: 'upscale', picture: { sha256: 'a'.repeat(64), name: 'photo.png' } })
    const moving = await movingPicture(request, large, 8e6, { before: flag })
    expect(moving?.width).toBeLessThan(550)
    expect(moving?.height).toBeLessThan(350)
  })

  it('makes no animation of a single picture without steps', async () => {
    expect(await movingPicture(drawing({ mode: 'generate' }), flag, 8e6)).toBeUndefined()
    // Not a strip: whatever it is, its pieces are no steps.
    expect(await movingPicture(drawing({ mode: 'generate' }), flag, 8e6, { strip: flag })).toBeUndefined()
    const scale = { mode: 'hybrid', kind: 'scale', parts: [{ component: 'scale', prompt: 'a' }] }
    expect(await movingPicture(drawing(scale), flag, 8e6)).toBeUndefined()
  })
})
