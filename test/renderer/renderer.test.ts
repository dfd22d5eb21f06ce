import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { OpenBackend } from '#src/renderer/backend.ts'
import { createRenderer, type RendererOptions } from '#src/renderer/create-renderer.ts'
import type { RendererEvent } from '#src/renderer/events.ts'
import type { DrawOptions, Pictures } from '#src/renderer/renderer.ts'
import type { Activity } from '#src/renderer/activity.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import { encodePng } from '#src/image/encode.ts'
import { readRecipe } from '#src/image/recipe-text.ts'
import type { PictureRef } from '#src/requests/picture-ref.ts'
import { redBlue } from '#test/image/sample-picture.ts'
import { collect, scratchFolder } from '#test/engine/scratch-engine.ts'
import { openBackend } from './stub-backend.ts'

async function renderer(options: RendererOptions = {}) {
  const settings = {
    modelDirs: [],
    device: 'cpu',
    threads: 1,
    memoryBudget: 1e9,
    cacheDir: await scratchFolder(),
  } as const
  return createRenderer(settings, { openBackend, ...options })
}

async function drawn(request: DrawRequest, options: DrawOptions = {}, rendererOptions: RendererOptions = {}) {
  return collect((await renderer(rendererOptions)).draw(request, new Map(), options))
}

/** A grey picture as a request names it, and its bytes. */
async function greyPicture(width: number, height: number): Promise<[PictureRef, Pictures]> {
  const { bytes } = await encodePng({ width, height, data: new Uint8Array(4 * width * height).fill(200) })
  const picture = { sha256: '0'.repeat(64), name: 'grey.png' }
  return [picture, new Map([[picture.sha256, bytes]])]
}

const typeOf = ({ type }: RendererEvent) => type

const pictures = (events: readonly RendererEvent[]) => events.filter((event) => event.type === 'picture')

/** The stages of two pictures in the order in which they are drawn. */
async function orderOfStages(fitsTogether: boolean): Promise<string> {
  const cramped: OpenBackend = async (settings) => {
    const backend = await openBackend(settings)
    return { ...backend, open: async (name) => ({ ...(await backend.open(name)), fitsTogether }) }
  }
  const request = { mode: 'generate', prompt: 'a fox', seed: 1, count: 2 } as const
  const events = await drawn(request, {}, { openBackend: cramped })
  const stages = events.flatMap((event) => (event.type === 'step' ? [event.stage] : []))
  return stages.filter((stage, i) => stage !== stages[i - 1]).join(' ')
}

describe('the renderer', () => {
  it('reports the stages and steps first', async () => {
    const [, started] = await drawn({ mode: 'generate', prompt: 'a fox', seed: 1, count: 3 })
    expect(started).toMatchObject({
      type: 'started',
      count: 3,
      total: 3 * (10 + 4),
      stages: [
        { name: 'stage I', width: 64, steps: 10, seconds: null },
        { name: 'stage II', width: 256, steps: 4 },
      ],
      request: { seed: 1, stageOne: { steps: 10, sampler: 'ddim' } },
      notices: [],
    })
  })

  it('counts every step once, and ends with the time of each phase', async () => {
    const events = await drawn({ mode: 'generate', prompt: 'a fox', seed: 1, count: 2 })
    const steps = events.filter((event) => event.type === 'step')
    expect(steps.map(({ done }) => done)).toEqual(Array.from({ length: 28 }, (_, i) => i + 1))
    const last = events.at(-1)
    if (last?.type !== 'done') throw new Error('it did not end')
    const { total, network, loading, outside, files, text, stages } = last.timings
    expect(stages).toHaveLength(2)
    for (const seconds of [text, ...stages]) expect(seconds).toBeGreaterThan(0)
    expect(text + (stages[0] ?? 0) + (stages[1] ?? 0) + files).toBeLessThan(total)
    expect(files).toBeGreaterThan(0)
    expect(files).toBeLessThan(outside)
    expect(network + loading + outside).toBeCloseTo(total)
  })

  it('gives picture i the seed + i, draws the same picture for the same seed, and chooses a seed if none is given', async () => {
    const request = { mode: 'generate', prompt: 'a fox', size: 64 } as const
    const [first, second] = pictures(await drawn({ ...request, seed: 5, count: 2 }))
    const [again] = pictures(await drawn({ ...request, seed: 6 }))
    expect([first?.seed, second?.seed]).toEqual([5, 6])
    expect(again?.planes.data).toEqual(second?.planes.data)
    expect(again?.planes.data).not.toEqual(first?.planes.data)
    const [open] = pictures(await drawn(request, {}, { drawSeed: () => 77 }))
    expect(open?.recipe).toMatchObject({ seed: 77, request: { seed: 77 }, model: { fingerprint: 'stub-1' } })
  })

  it('sends previews at the requested interval and size', async () => {
    const time = { now: 0 }
    const events = await drawn(
      { mode: 'generate', prompt: 'a fox', seed: 1, size: 64, steps: 12 },
      { previews: { everyMilliseconds: 40, edge: 128 } },
      { now: () => (time.now += 5) },
    )
    const previews = events.flatMap((event) => (event.type === 'step' && event.preview ? [event.preview] : []))
    expect(previews.length).toBeGreaterThan(2)
    expect(previews.length).toBeLessThan(12)
    for (const preview of previews) expect(preview).toMatchObject({ format: 'webp', width: 128, height: 128 })
  })

  it('keeps steps for the strip, spread evenly over both stages', async () => {
    const [picture] = pictures(await drawn({ mode: 'generate', prompt: 'a fox', seed: 1 }, { keep: 5 }))
    expect(picture?.kept.map(({ stage }) => stage)).toEqual([0, 0, 0, 1, 1])
    expect(picture?.strip?.format).toBe('png')
    const [plain] = pictures(await drawn({ mode: 'generate', prompt: 'a fox', seed: 1 }))
    expect(plain?.strip).toBeUndefined()
  })

  it('encodes a prompt only once', async () => {
    const activities: Activity['kind'][] = []
    const one = await renderer({ onActivity: ({ kind }) => void activities.push(kind) })
    const request = { mode: 'generate', prompt: 'a fox', size: 64, steps: 2 } as const
    const types = async () => (await collect(one.draw(request, new Map()))).map(({ type }) => type)
    expect((await types()).slice(0, 3)).toEqual(['loading', 'started', 'loading'])
    expect((await types()).slice(0, 2)).toEqual(['started', 'step'])
    expect(activities.filter((kind) => kind === 'loading')).toHaveLength(2)
    // One run for the texts, two steps, two steps.
    expect(activities.filter((kind) => kind === 'running')).toHaveLength(5)
  })

  it('draws stage by stage if the networks do not fit into memory together, and picture by picture if they do', async () => {
    expect(await orderOfStages(true)).toBe('0 1 0 1')
    expect(await orderOfStages(false)).toBe('0 1')
  })

  it('reports a prompt that was too long', async () => {
    const events = await drawn({ mode: 'generate', prompt: 'fox '.repeat(200), size: 64, steps: 1 })
    const started = events.find((event) => event.type === 'started')
    expect(started?.notices.join()).toContain('longer than the model reads')
  })

  it('stops between two steps', async () => {
    const controller = new AbortController()
    const steps: number[] = []
    const drawing = (async () => {
      const request = { mode: 'generate', prompt: 'a fox', size: 64 } as const
      for await (const event of (await renderer()).draw(request, new Map(), { signal: controller.signal })) {
        if (event.type !== 'step') continue
        steps.push(event.step)
        if (event.step === 3) controller.abort(new Error('enough'))
      }
    })()
    await expect(drawing).rejects.toThrow('enough')
    expect(steps).toEqual([1, 2, 3])
  })

  it('draws a strength sweep and a comparison as the pictures that they are made of', async () => {
    const [picture, given] = await greyPicture(64, 64)
    const request: DrawRequest = { mode: 'edit', prompt: 'a fox', picture, size: 64, seed: 3, sweep: [0.4, 0.8] }
    const sweep = await collect((await renderer()).draw(request, given))
    expect(pictures(sweep).map((event) => event.picture)).toEqual([0, 1])
    expect(sweep.find((event) => event.type === 'started')).toMatchObject({ count: 2, total: 4 + 8 })

    const of = { mode: 'generate', prompt: 'a fox', size: 64, seed: 3 } as const
    const cells = pictures(await drawn({ mode: 'compare', of, axes: [{ setting: 'steps', values: [2, 4] }] }))
    expect(cells.map(({ recipe }) => 'stageOne' in recipe.request && recipe.request.stageOne.steps)).toEqual([2, 4])
  })

  it('ends a strength sweep, a comparison and a study with the labelled sheet of their pictures', async () => {
    const [grey, given] = await greyPicture(64, 64)
    const settings = { prompt: 'a fox', size: 64, seed: 3 } as const
    const requests: DrawRequest[] = [
      { mode: 'edit', ...settings, picture: grey, sweep: [0.4, 0.8] },
      { mode: 'compare', of: { mode: 'generate', ...settings }, axes: [{ setting: 'steps', values: [2, 4] }] },
      { mode: 'denoise', picture: grey, seed: 3, levels: [200, 600], stride: 100 },
    ]
    for (const request of requests) {
      const events = await collect((await renderer()).draw(request, given))
      const sheet = events.at(-2)
      if (sheet?.type !== 'sheet') throw new Error(`${request.mode} has no sheet`)
      expect(sheet).toMatchObject({ seed: 3, recipe: { picture: 0, request: { mode: request.mode } } })
      expect(readRecipe(sheet.file.bytes)).toEqual(sheet.recipe)
      expect(sheet.file.width).toBeGreaterThan(2 * 64)
    }
  })

  it('makes a sheet of several pictures on request, but never of a single one', async () => {
    const request = { mode: 'generate', prompt: 'a fox', size: 64, seed: 1, steps: 2 } as const
    const types = async (count: number, sheet: boolean) => (await drawn({ ...request, count }, { sheet })).map(typeOf)
    expect((await types(3, true)).slice(-2)).toEqual(['sheet', 'done'])
    expect(await types(3, false)).not.toContain('sheet')
    expect(await types(1, true)).not.toContain('sheet')
  })

  it('pastes the inpainted part into the full-size picture, and every other byte stays the same', async () => {
    const bytes = await redBlue(300, 200).png().toBuffer()
    const picture = { sha256: '1'.repeat(64), name: 'p.png' }
    const request: DrawRequest = {
      mode: 'inpaint',
      picture,
      mask: { from: 'regions', regions: ['right'] },
      feather: 10,
      size: 64,
      seed: 3,
    }
    const [drawing] = pictures(await collect((await renderer()).draw(request, new Map([[picture.sha256, bytes]]))))
    const before = await sharp(bytes).raw().toBuffer()
    const { data: after, info } = await sharp(drawing?.file.bytes).raw().toBuffer({ resolveWithObject: true })
    expect(info).toMatchObject({ width: 300, height: 200, channels: 3 })
    const changedIn = (x: number): boolean =>
      Array.from({ length: 200 }, (_, y) => 3 * (y * 300 + x)).some(
        (at) => !after.subarray(at, at + 3).equals(before.subarray(at, at + 3)),
      )
    const columns = Array.from({ length: 300 }, (_, x) => x)
    expect(columns.filter((x) => x < 140 && changedIn(x))).toEqual([])
    expect(columns.filter((x) => x > 150 && !changedIn(x))).toEqual([])
  })

  it('shrinks a huge picture before it is converted, and refuses it in tiles by its original size', async () => {
    const [huge, given] = await greyPicture(2400, 1600)
    const edited = pictures(
      await collect((await renderer()).draw({ mode: 'edit', picture: huge, size: 64, seed: 1, steps: 2 }, given)),
    )
    expect(edited[0]?.planes).toMatchObject({ width: 96, height: 64 })
    const tiles = (await renderer()).draw({ mode: 'upscale', picture: huge, method: 'tiles' }, given)
    await expect(collect(tiles)).rejects.toMatchObject({
      code: 'picture-too-large',
      message: expect.stringContaining('2400 × 1600 pixels'),
    })
  })

  it('names a missing picture', async () => {
    const picture = { sha256: '0'.repeat(64), name: 'lost.png' }
    const drawing = drawn({ mode: 'edit', prompt: 'a fox', picture })
    await expect(drawing).rejects.toMatchObject({
      code: 'picture-missing',
      message: expect.stringContaining('lost.png'),
    })
  })
})
