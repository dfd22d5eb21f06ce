import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { readRecipe } from '#src/image/recipe-text.ts'
import { collect, scratchEngine, scratchFolder } from '#test/engine/scratch-engine.ts'

const models = fileURLToPath(new URL('../../models', import.meta.url))

it('draws the same small picture twice with the embedded model', async () => {
  const cacheDir = await scratchFolder()
  const log: string[] = []
  const write = (facts: object, message: string): void => void log.push(`${message} ${JSON.stringify(facts)}`)
  const { engine } = await scratchEngine({
    settings: { modelDirs: [models], model: 'duckling', device: 'cpu', threads: 0, memoryBudget: 4e9, cacheDir },
    backend: undefined,
    log: { info: write, warn: write, error: write },
  })
  const request = { mode: 'generate', prompt: 'a red fox', seed: 11, steps: 4, sampler: 'dpm++', size: 64 } as const
  const draw = async (id: string) => {
    const events = await collect(engine.draw(id, request, new Map(), { keep: 2 }))
    const picture = events.find((event) => event.type === 'picture')
    if (picture === undefined) throw new Error(`no picture came: ${log.join('\n')}`)
    return { events, picture }
  }

  const first = await draw('first')
  expect(first.events.at(-1)?.type).toBe('done')
  expect(readRecipe(first.picture.file.bytes)).toMatchObject({ seed: 11, model: { name: 'duckling' }, device: 'cpu' })
  const { channels } = await sharp(first.picture.file.bytes).stats()
  // Not grey and not black: something was drawn.
  expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(8)

  const second = await draw('second')
  expect(second.events[0]?.type).toBe('started')
  expect(second.picture.file.bytes).toEqual(first.picture.file.bytes)
  expect(engine.estimate(request)).toBeGreaterThan(0)
  expect(engine.status).toMatchObject({ model: 'duckling', device: 'cpu', deaths: 0 })
}, 120_000)
