import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clipIn } from '#src/network/find-clip.ts'
import { loadClipTokenizer } from '#src/network/tokenizer/clip.ts'
import { loadTokenizer } from '#src/network/tokenizer/load.ts'
import { createRenderer } from '#src/renderer/create-renderer.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import { collect, scratchFolder } from '#test/engine/scratch-engine.ts'
import { change } from '#test/network/copied-model.ts'
import { golden } from '#test/network/golden-case.ts'

const readings = [
  { prompt: 'a duck', view: { name: 'identity' } },
  { prompt: 'a rabbit', view: { name: 'flip' } },
] satisfies Extract<DrawRequest, { readonly mode: 'anagram' }>['readings']
const anagram = { mode: 'anagram', readings, seed: 1, steps: 3, size: 64 } as const

describe('the scorer in a model’s folder `judge`', () => {
  async function draw(merge: 'mean' | 'balanced', noise?: boolean): Promise<Buffer> {
    const folder = join(await scratchFolder(), 'cascade')
    await cp(join(golden, 'cascade'), folder, { recursive: true })
    if (noise !== undefined) {
      await cp(join(golden, 'clip-whole'), join(folder, 'judge'), { recursive: true })
      await change(join(folder, 'judge', 'config.json'), { trained_on_noise: noise })
    }
    const settings = { modelDirs: [folder], device: 'cpu', threads: 1, memoryBudget: 1e9 } as const
    const renderer = await createRenderer({ ...settings, cacheDir: await scratchFolder() })
    try {
      const events = await collect(renderer.draw({ ...anagram, merge }, new Map()))
      const [picture] = events.flatMap((event) => (event.type === 'picture' ? [event] : []))
      if (picture === undefined) throw new Error('Expected a picture.')
      return Buffer.from(picture.planes.data.buffer)
    } finally {
      await renderer.close()
    }
  }

  it('decides the weights of a balanced anagram, by what it can read', async () => {
    const [mean, noisy, clean] = [await draw('mean', true), await draw('balanced', true), await draw('balanced', false)]
    expect(noisy.equals(mean)).toBe(false)
    expect(clean.equals(mean)).toBe(false)
    expect(clean.equals(noisy)).toBe(false)
    expect((await draw('balanced', true)).equals(noisy)).toBe(true)
  })

  it('is missed in a sentence', async () => {
    await expect(draw('balanced')).rejects.toMatchObject({ code: 'no-scorer' })
  })
})

it('a CLIP with a SentencePiece model gets its pieces, the end mark and padding', async () => {
  const folder = await scratchFolder()
  const pieces = join(golden, 'cascade', 'stage_1', 'tokenizer')
  await cp(join(pieces, 'spiece.model'), join(folder, 'spiece.model'))
  const { ids, endId, padId } = await loadTokenizer(pieces)
  const tokenize = await loadClipTokenizer(folder)
  const expected = [...ids('abc'), endId]
  expect([...tokenize('abc', 12)]).toEqual([...expected, ...Array<number>(12 - expected.length).fill(padId)])
})

it('says whether a CLIP reads noise, and finds none where there is none', async () => {
  const folder = await scratchFolder()
  expect(await clipIn(folder)).toBeUndefined()
  await cp(join(golden, 'clip-whole'), folder, { recursive: true })
  expect(await clipIn(folder)).toMatchObject({ readsNoise: false })
  const config: object = JSON.parse(await readFile(join(folder, 'config.json'), 'utf8'))
  await writeFile(join(folder, 'config.json'), JSON.stringify({ ...config, trained_on_noise: true }))
  expect(await clipIn(folder)).toMatchObject({ readsNoise: true })
})
