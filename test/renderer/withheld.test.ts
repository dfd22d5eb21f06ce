import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { createRenderer } from '#src/renderer/create-renderer.ts'
import type { RendererEvent } from '#src/renderer/events.ts'
import type { DrawOptions } from '#src/renderer/renderer.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import { collect, scratchFolder } from '#test/engine/scratch-engine.ts'
import { openBackend } from './flagging-backend.ts'

async function draw(request: DrawRequest, options: DrawOptions = {}): Promise<RendererEvent[]> {
  const cacheDir = await scratchFolder()
  const settings = { modelDirs: [], device: 'cpu', threads: 1, memoryBudget: 1e9, cacheDir } as const
  const renderer = await createRenderer(settings, { openBackend })
  return collect(renderer.draw(request, new Map(), options))
}

const fox = { mode: 'generate', prompt: 'a fox', size: 64, seed: 1, steps: 12 } as const

const typesOf = (events: readonly RendererEvent[]): string =>
  events.flatMap(({ type }) => (type === 'step' || type === 'loading' ? [] : [type])).join(' ')

describe('a picture that the safety checker flags', () => {
  it.each([
    ['an unsafe fox', 'held this picture back'],
    ['a watermarked fox', 'somebody’s watermark'],
  ])('is not shown: %s', async (prompt, sentence) => {
    await expect(draw({ ...fox, prompt }, { keep: 4, readings: true })).rejects.toMatchObject({
      code: 'picture-withheld',
      message: expect.stringContaining(sentence),
    })
  })

  it('leaves the other pictures of its request, and a black tile on their sheet', async () => {
    const request = { ...fox, prompt: 'a second unsafe fox', count: 3 }
    const events = await draw(request, { sheet: true })
    expect(typesOf(events)).toBe('started picture withheld picture sheet done')
    expect(events.find(({ type }) => type === 'withheld')).toMatchObject({ picture: 1, reason: 'unsafe' })
    expect(events.flatMap((event) => (event.type === 'picture' ? [event.picture] : []))).toEqual([0, 2])
    const sheet = events.find((event) => event.type === 'sheet')
    const { data, info } = await sharp(sheet?.file.bytes).raw().toBuffer({ resolveWithObject: true })
    let black = 0
    for (let at = 0; at < data.length; at += info.channels) if (data[at] === 0 && data[at + 1] === 0) black++
    // One tile of 192 px, and the letters.
    expect(black).toBeGreaterThan(192 * 192 * 0.95)
    expect(black).toBeLessThan(192 * 192 * 1.5)
  })

  it('is refused for one of its readings alone', async () => {
    const readings = [
      { prompt: 'an upside down duck', view: { name: 'identity' } },
      { prompt: 'an upside down duck', view: { name: 'flip' } },
    ] satisfies Extract<DrawRequest, { readonly mode: 'anagram' }>['readings']
    const anagram = { mode: 'anagram', readings, size: 64, seed: 1, steps: 4 } as const
    await expect(draw(anagram)).rejects.toMatchObject({ code: 'picture-withheld' })
  })

  it('is shown where the checker is turned off', async () => {
    expect(typesOf(await draw({ ...fox, prompt: 'an unsafe fox' }, { safety: false }))).toBe('started picture done')
  })
})

describe('previews', () => {
  /** How much neighbouring pixels of the previews differ. */
  async function grain(options: DrawOptions): Promise<number> {
    const events = await draw(fox, { previews: { everyMilliseconds: 0, edge: 128 }, ...options })
    const previews = events.flatMap((event) => (event.type === 'step' && event.preview ? [event.preview] : []))
    expect(previews.length).toBeGreaterThan(0)
    for (const { width, height } of previews) expect([width, height]).toEqual([128, 128])
    const { data } = await sharp(previews.at(-1)?.bytes).greyscale().raw().toBuffer({ resolveWithObject: true })
    let sum = 0
    for (let at = 1; at < data.length; at++) sum += Math.abs((data[at] ?? 0) - (data[at - 1] ?? 0))
    return sum / data.length
  }

  it('show coarse shapes only while a checker is on', async () => {
    expect(await grain({})).toBeLessThan(0.3 * (await grain({ safety: false })))
  })
})
