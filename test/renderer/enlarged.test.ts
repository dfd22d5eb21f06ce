import sharp from 'sharp'
import { expect, it } from 'vitest'
import { openStored } from '#src/image/open-picture.ts'
import { planesOf } from '#src/image/planes-of.ts'
import { loadEnlarger } from '#src/network/enlarger.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import { collect, scratchFolder } from '#test/engine/scratch-engine.ts'
import { createRenderer } from '#src/renderer/create-renderer.ts'
import { openBackend as openStub } from './stub-backend.ts'

/** How many numbers differ. A failed `toEqual` of millions of numbers would take minutes. */
const differing = (a: Planes, b: Planes): number =>
  a.data.reduce((sum, value, at) => sum + (value === b.data[at] ? 0 : 1), 0)

it('draws at 1024 px what it draws at 256 px, enlarged in its own frame; each reading is a view of that', async () => {
  const enlarger = await loadEnlarger()
  const renderer = await createRenderer(
    { modelDirs: [], device: 'cpu', threads: 1, memoryBudget: 1e9, cacheDir: await scratchFolder() },
    {
      openBackend: async (settings) => {
        const stub = await openStub(settings)
        const network = {
          name: 'enlarger',
          loaded: () => true,
          acquire: () => Promise.resolve({ network: enlarger.enlarge, release: () => undefined }),
        }
        return { ...stub, open: async (name) => ({ ...(await stub.open(name)), enlarger: network }) }
      },
    },
  )
  const readings = [
    { prompt: 'a duck', view: { name: 'identity' } },
    { prompt: 'a rabbit', view: { name: 'flip' } },
  ] satisfies Extract<DrawRequest, { readonly mode: 'anagram' }>['readings']
  const draw = async (size: 256 | 1024) => {
    const request = { mode: 'anagram', readings, seed: 1, size } as const
    const events = await collect(renderer.draw(request, new Map(), { readings: true }))
    const picture = events.find((event) => event.type === 'picture')
    if (picture === undefined) throw new Error('no picture came')
    return picture
  }
  const small = await draw(256)
  const large = await draw(1024)
  const expected = await enlarger.enlarge(small.planes)
  await enlarger.dispose()
  expect([large.file.width, large.file.height]).toEqual([1024, 1024])
  expect(differing(large.planes, expected)).toBe(0)
  expect(large.recipe.request).toMatchObject({ size: 1024 })
  const [, turned] = large.readings ?? []
  const upright = planesOf(await openStored(large.file.bytes))
  const back = await sharp(turned?.bytes).flip().png().toBuffer()
  const seen = planesOf(await openStored(back))
  expect([seen.width, seen.height]).toEqual([1024, 1024])
  expect(differing(seen, upright)).toBe(0)
})
