import { describe, expect, it } from 'vitest'
import { denoisingSheet } from '#src/image/denoising-sheet.ts'
import type { Picture } from '#src/image/picture.ts'
import { encodeReadings } from '#src/image/encode-readings.ts'
import { openStored } from '#src/image/open-picture.ts'
import { pictureOf } from '#src/image/planes-of.ts'
import { readingsOf, readingsSheet } from '#src/image/readings.ts'
import { resultSheet } from '#src/image/result-sheet.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { ResolvedDrawing, ResolvedRequest } from '#src/requests/draw-request.ts'
import { parseRequest } from '#src/requests/parse-request.ts'
import { resolve } from '#src/requests/resolve.ts'
import { pixel } from './sample-picture.ts'

const pictureRef = { sha256: 'a'.repeat(64), name: 'fox.png' }

function resolved(request: unknown): ResolvedRequest {
  return resolve(parseRequest(request), { name: 'IF', stages: [{}, {}] }, () => 1)
}

function drawing(request: unknown): ResolvedDrawing {
  const one = resolved(request)
  if (one.mode === 'compare') throw new Error('not a drawing')
  return one
}

/** A red upper half over a blue lower half. */
const flag: Planes = {
  data: Float32Array.from({ length: 3 * 256 * 256 }, (_, i) => {
    const upper = i % 65_536 < 32_768
    return (Math.floor(i / 65_536) === 0 && upper) || (Math.floor(i / 65_536) === 2 && !upper) ? 1 : -1
  }),
  channels: 3,
  height: 256,
  width: 256,
}

describe('readingsOf', () => {
  it('shows an anagram in each of its views, with its prompt', async () => {
    const readings = await readingsOf(
      drawing({
        mode: 'anagram',
        readings: [
          { prompt: 'a duck', view: { name: 'identity' } },
          { prompt: 'a rabbit', view: { name: 'flip' } },
        ],
      }),
      flag,
    )
    expect(readings.map(({ how, prompt, picture }) => [how, prompt, pixel(picture, 9, 9)])).toEqual([
      ['as it is', 'a duck', [255, 0, 0, 255]],
      ['flipped upside down', 'a rabbit', [0, 0, 255, 255]],
    ])
  })

  it('renders a hybrid large and at 32 px', async () => {
    const parts = [
      { component: 'low', prompt: 'a skull' },
      { component: 'high', prompt: 'a waterfall' },
    ]
    const readings = await readingsOf(drawing({ mode: 'hybrid', kind: 'low_high', parts }), flag)
    expect(readings.map(({ how, prompt, picture }) => [how, prompt, picture.width])).toEqual([
      ['from far away', 'a skull', 32],
      ['from close by', 'a waterfall', 256],
    ])
    const page = await readingsSheet(drawing({ mode: 'hybrid', kind: 'low_high', parts }), flag)
    expect(page?.width).toBeGreaterThan(2 * 256)
  })

  it('shows the far reading of a hybrid as large as the near one, blurred to its edges', async () => {
    const parts = [
      { component: 'low', prompt: 'a skull' },
      { component: 'high', prompt: 'a waterfall' },
    ]
    const request = drawing({ mode: 'hybrid', kind: 'low_high', parts })
    const [far, near] = await encodeReadings(request, pictureOf(flag))
    expect([far?.width, far?.height]).toEqual([near?.width, near?.height])
    const seen = await openStored(far?.bytes ?? new Uint8Array())
    const [red = 0, , blue = 0] = pixel(seen, 2, 2)
    expect(red - blue).toBeGreaterThan(200)
    const [middleRed = 0, , middleBlue = 0] = pixel(seen, 128, 128)
    expect(Math.abs(middleRed - middleBlue)).toBeLessThan(120)
  })

  it('renders an inverse hybrid both ways, and labels the part that came from a picture', async () => {
    const inverse = {
      mode: 'hybrid',
      kind: 'low_high',
      parts: [{ component: 'low', prompt: 'a skull' }],
      pinned: { component: 'high', picture: pictureRef },
    }
    const readings = await readingsOf(drawing(inverse), flag)
    expect(readings.map(({ how, prompt, picture }) => [how, prompt, picture.width])).toEqual([
      ['from far away', 'a skull', 32],
      ['from close by', 'fox.png', 256],
    ])
  })

  it('shows a colour hybrid without its colour', async () => {
    const parts = [
      { component: 'grey', prompt: 'a' },
      { component: 'colour', prompt: 'b' },
    ]
    const [grey, colour] = await readingsOf(drawing({ mode: 'hybrid', kind: 'colour', parts }), flag)
    const [r, g, b] = grey ? pixel(grey.picture, 9, 9) : []
    expect([g, b]).toEqual([r, r])
    expect(colour && pixel(colour.picture, 9, 9)).toEqual([255, 0, 0, 255])
  })

  it('renders a motion hybrid blurred along its diagonal up to the edges, in its own colours', async () => {
    const parts = [
      { component: 'motion', prompt: 'a' },
      { component: 'still', prompt: 'b' },
    ]
    const [moving, still] = await readingsOf(drawing({ mode: 'hybrid', kind: 'motion', parts }), flag)
    const at = (x: number, y: number) => moving && pixel(moving.picture, x, y)
    for (const x of [0, 128, 255]) {
      expect(at(x, 0)).toEqual([255, 0, 0, 255])
      expect(at(x, 255)).toEqual([0, 0, 255, 255])
    }
    const [red, , blue] = at(128, 128) ?? []
    expect(Math.abs((red ?? 0) - (blue ?? 0))).toBeLessThan(20)
    expect(still && pixel(still.picture, 128, 128)).toEqual([0, 0, 255, 255])
  })

  it('has no readings for pictures with one meaning', async () => {
    expect(await readingsOf(drawing({ mode: 'generate' }), flag)).toEqual([])
    expect(await readingsSheet(drawing({ mode: 'generate' }), flag)).toBeUndefined()
  })
})

async function page(request: unknown, count: number): Promise<Picture | undefined> {
  const plain = { width: 8, height: 8, data: new Uint8Array(256).fill(255) }
  return resultSheet(
    resolved(request),
    Array.from({ length: count }, (_, seed) => ({ picture: plain, seed })),
  )
}

describe('resultSheet', () => {
  it('is one row for a strength sweep, a table for a comparison, and nearly square for seeds', async () => {
    const sweep = await page({ mode: 'edit', picture: pictureRef, sweep: [0.2, 0.4, 0.6] }, 3)
    const axes = [
      { setting: 'steps', values: [1, 2, 3] },
      { setting: 'guidance', values: [1, 7] },
    ]
    const grid = await page({ mode: 'compare', of: { mode: 'generate', prompt: 'a fox' }, axes }, 6)
    const seeds = await page({ mode: 'generate', count: 4 }, 4)
    expect(sweep?.width).toBeGreaterThan(3 * 192)
    expect(sweep?.height).toBeLessThan(2 * 192)
    expect(grid?.width).toBeLessThan(4 * 192)
    expect(grid?.height).toBeGreaterThan(3 * 192)
    expect(seeds?.width).toBeLessThan(3 * 192)
    expect(seeds?.height).toBeGreaterThan(2 * 192)
    expect(await page({ mode: 'generate' }, 1)).toBeUndefined()
  })

  it('has the prompt above it, unless prompts are compared', async () => {
    const of = { mode: 'generate', prompt: 'a fox' }
    const sheetOver = (axis: object) => page({ mode: 'compare', of, axes: [axis] }, 2)
    const titled = await sheetOver({ setting: 'guidance', values: [1, 7] })
    const untitled = await sheetOver({ setting: 'prompt', values: ['a fox', 'a hare'] })
    expect(untitled?.height).toBeLessThan(titled?.height ?? 0)
  })
})

const none = { plans: [], seed: 1, count: 1 }

describe('denoisingSheet', () => {
  it('has a row for each level and five pictures in each', async () => {
    const level = { signalToNoise: 1.5, noised: flag, blurred: flag, oneStep: none, iterative: none }
    const levels = [
      { level: 250, ...level },
      { level: 750, ...level },
    ]
    const study = { title: 'a flag', stride: 30, blurSigma: 2, original: flag, levels }
    const page = await denoisingSheet(
      study,
      Array.from({ length: 4 }, () => ({ planes: flag })),
    )
    expect(page.width).toBeGreaterThan(5 * 160)
    expect(page.height).toBeGreaterThan(2 * 160)
    expect(page.height).toBeLessThan(3 * 160)
  })
})
