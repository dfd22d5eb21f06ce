import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { EncodedPicture } from '#src/image/encode.ts'
import { movingPicture } from '#src/image/moving/moving-picture.ts'
import type { Planes } from '#src/pipeline/planes.ts'
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

/** A red upper half over a blue lower half, [3, 64, 64]. */
const flag: Planes = {
  data: Float32Array.from({ length: 3 * 4096 }, (_, i) => {
    const upper = i % 4096 < 2048
    return (Math.floor(i / 4096) === 0 && upper) || (Math.floor(i / 4096) === 2 && !upper) ? 1 : -1
  }),
  channels: 3,
  height: 64,
  width: 64,
}

/** The colour at a place of a frame, each channel 0 (dark) or 1 (bright). */
async function colourAt(file: Uint8Array, page: number, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(file, { page }).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = 3 * (y * info.width + x)
  return Array.from(data.subarray(at, at + 3), (value) => Math.round(value / 255))
}

const [red, blue, paper, grey] = [[1, 0, 0], [0, 0, 1], [1, 1, 1], 'grey'] as const

async function moved(request: ResolvedDrawing): Promise<EncodedPicture> {
  const moving = await movingPicture(request, flag, 8e6)
  if (moving === undefined) throw new Error('it does not move')
  return moving
}

const moving = await moved(anagram)

describe('movingPicture', () => {
  it('turns an anagram from reading to reading, for ever, with stops', async () => {
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

  it('writes the prompt of what is seen below it', async () => {
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

  it('has nothing to move in other modes', async () => {
    expect(await movingPicture(drawing({ mode: 'generate' }), flag, 8e6)).toBeUndefined()
    const scale = { mode: 'hybrid', kind: 'scale', parts: [{ component: 'scale', prompt: 'a' }] }
    expect(await movingPicture(drawing(scale), flag, 8e6)).toBeUndefined()
  })
})
