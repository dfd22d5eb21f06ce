import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { findAdvisedBestOf } from '#src/renderer/advised-best-of.ts'
import { judgedCascade } from '#test/harness/judged-cascade.ts'

const readings = [
  { prompt: 'a duck', view: { name: 'identity' as const } },
  { prompt: 'a rabbit', view: { name: 'flip' as const } },
]
const anagram = { mode: 'anagram', readings } as const

async function recommending(best_of: number) {
  const { folder, remove } = await judgedCascade({ best_of })
  onTestFinished(remove)
  return { folder, models: dirname(folder) }
}

it('reads how many pictures the makers of a model recommend to choose from, for its illusions only', async () => {
  const { models } = await recommending(3)
  const advised = await findAdvisedBestOf([models])
  expect(advised(anagram)).toBe(3)
  expect(advised({ ...anagram, bestOf: 2 })).toBe(2)
  expect(advised({ ...anagram, seed: 7 })).toBe(1)
  expect(advised({ mode: 'generate', prompt: 'a fox' })).toBe(1)
})

it('asks the model that the request or the settings name', async () => {
  const { models, folder } = await recommending(3)
  await cp(folder, join(models, 'another'), { recursive: true })
  await writeFile(join(models, 'another', 'defaults.json'), JSON.stringify({ illusions: { best_of: 5 } }))
  const advised = await findAdvisedBestOf([models], 'cascade')
  expect(advised(anagram)).toBe(3)
  expect(advised({ ...anagram, model: 'another' })).toBe(5)
  expect(advised({ ...anagram, model: 'unknown' })).toBe(1)
  expect((await findAdvisedBestOf([models]))(anagram)).toBe(5)
})

it('recommends nothing without a CLIP, or where the file cannot be read', async () => {
  const { models, folder } = await recommending(3)
  await mkdir(join(models, 'broken', 'unet'), { recursive: true })
  await writeFile(join(models, 'broken', 'defaults.json'), '{')
  expect((await findAdvisedBestOf([models], 'broken'))(anagram)).toBe(1)
  await rm(join(folder, 'judge'), { recursive: true })
  expect((await findAdvisedBestOf([models], 'cascade'))(anagram)).toBe(1)
})
