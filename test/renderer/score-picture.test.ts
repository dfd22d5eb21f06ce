import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { clipPixels } from '#src/image/clip-pixels.ts'
import type { Picture } from '#src/image/picture.ts'
import { cosine, loadClip } from '#src/network/clip.ts'
import { findClip } from '#src/network/find-clip.ts'
import { loadClipTokenizer } from '#src/network/tokenizer/clip.ts'
import { createRenderer } from '#src/renderer/create-renderer.ts'
import type { DrawOptions } from '#src/renderer/renderer.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import { collect, scratchFolder } from '#test/engine/scratch-engine.ts'
import { golden } from '#test/network/golden-case.ts'

const folder = join(golden, 'clip-whole')

/** The pattern of models/train/golden/pillow.py. */
function pattern(width: number, height: number): Picture {
  const data = new Uint8Array(4 * width * height).fill(255)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) data[4 * (y * width + x) + c] = (7 * x + 13 * y + 29 * c + 5 * ((x * y) % 11)) % 256
  return { width, height, data }
}

it('CLIP scores pictures and texts as transformers does, from pixels and letters on', async () => {
  const { sizes, texts, cosines } = z
    .object({
      sizes: z.array(z.tuple([z.int(), z.int()])),
      texts: z.array(z.string()),
      cosines: z.array(z.array(z.number())),
    })
    .parse(JSON.parse(await readFile(join(folder, 'golden.json'), 'utf8')))
  const files = await findClip([folder], () => undefined)
  if (files === undefined) throw new Error('no CLIP was found')
  const clip = await loadClip(files.folder)
  const tokenize = await loadClipTokenizer(folder)
  const seen = await clip.seePictures(sizes.map((size) => clipPixels(pattern(...size), files.preprocessing)))
  const read = await clip.readTexts(texts.map((text) => tokenize(text, 77)))
  await clip.dispose()
  const differences = seen.flatMap((picture, row) =>
    read.map((text, column) => Math.abs(cosine(picture, text) - (cosines[row]?.[column] ?? NaN))),
  )
  expect(Math.max(...differences)).toBeLessThan(1e-4)
  // The scores must differ, or the comparison would say little.
  expect(new Set(cosines.flat().map((one) => one.toFixed(2))).size).toBeGreaterThan(4)
})

describe('pictures', () => {
  async function draw(request: DrawRequest, options: DrawOptions = {}, withClip = true) {
    const models = await scratchFolder()
    await cp(join(golden, 'cascade'), join(models, 'cascade'), { recursive: true })
    if (withClip) await cp(folder, join(models, 'clip-whole'), { recursive: true })
    const settings = { modelDirs: [models], device: 'cpu', threads: 1, memoryBudget: 1e9 } as const
    const renderer = await createRenderer({ ...settings, cacheDir: await scratchFolder() })
    const events = await collect(renderer.draw(request, new Map(), options))
    await renderer.close()
    return events.flatMap((event) => (event.type === 'picture' ? [event.recipe.scores] : []))
  }
  const readings = [
    { prompt: 'a duck', view: { name: 'identity' } },
    { prompt: 'a rabbit', view: { name: 'flip' } },
  ] satisfies Extract<DrawRequest, { readonly mode: 'anagram' }>['readings']
  const anagram = { mode: 'anagram', readings, seed: 1, steps: 2, size: 64 } as const
  const fox = { mode: 'generate', prompt: 'a fox', seed: 1, steps: 2, size: 64, count: 2 } as const

  it('of illusions get both scores', async () => {
    const [scores] = await draw(anagram)
    expect(scores?.alignment).toBeGreaterThan(-1)
    expect(scores?.alignment).toBeLessThan(1)
    expect(scores?.concealment).toBeGreaterThan(0)
    expect(scores?.concealment).toBeLessThan(1)
  })

  it('that are shown side by side get one score each', async () => {
    const scores = await draw(fox, { sheet: true })
    expect(scores.map((one) => Object.keys(one ?? {}))).toEqual([['alignment'], ['alignment']])
    expect(scores[0]?.alignment).not.toBe(scores[1]?.alignment)
  })

  it('are not scored otherwise, nor without a CLIP', async () => {
    expect(await draw(fox)).toEqual([undefined, undefined])
    expect(await draw(anagram, {}, false)).toEqual([undefined])
  })
})
