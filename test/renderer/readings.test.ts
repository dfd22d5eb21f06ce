import { describe, expect, it } from 'vitest'
import { encodeReadings } from '#src/image/encode-readings.ts'
import { openStored } from '#src/image/open-picture.ts'
import { createRenderer } from '#src/renderer/create-renderer.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import { collect, scratchFolder } from '#test/engine/scratch-engine.ts'
import { openBackend } from './stub-backend.ts'

const anagram: DrawRequest = {
  mode: 'anagram',
  readings: [
    { prompt: 'a duck', view: { name: 'identity' } },
    { prompt: 'a rabbit', view: { name: 'flip' } },
  ],
  size: 64,
  seed: 3,
}
const hybrid: DrawRequest = {
  mode: 'hybrid',
  kind: 'low_high',
  parts: [
    { component: 'low', prompt: 'a lion' },
    { component: 'high', prompt: 'a tree' },
  ],
  size: 64,
  seed: 3,
}

async function pictureOf(request: DrawRequest, readings: boolean) {
  const cacheDir = await scratchFolder()
  const settings = { modelDirs: [], device: 'cpu', threads: 1, memoryBudget: 1e9, cacheDir } as const
  const renderer = await createRenderer(settings, { openBackend })
  const events = await collect(renderer.draw(request, new Map(), { readings }))
  return events.find((event) => event.type === 'picture') ?? expect.unreachable('nothing was drawn')
}

describe('the readings of an illusion', () => {
  it.each([anagram, hybrid])('come with the picture and equal those made from its file: $mode', async (request) => {
    const { file, recipe, readings } = await pictureOf(request, true)
    expect(readings).toHaveLength(2)
    expect(readings).toEqual(await encodeReadings(recipe.request, await openStored(file.bytes)))
  })

  it('come only on request, and only for illusions', async () => {
    expect((await pictureOf(anagram, false)).readings).toBeUndefined()
    expect((await pictureOf({ mode: 'generate', size: 64, seed: 3 }, true)).readings).toBeUndefined()
  })
})
