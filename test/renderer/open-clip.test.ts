import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { makeFolder } from '#src/make-folder.ts'
import { clipIn } from '#src/network/find-clip.ts'
import { createClips } from '#src/renderer/open-clip.ts'
import { createResidency } from '#src/renderer/residency.ts'
import { openBackend } from '#src/renderer/model-backend.ts'
import { scratchFolder } from '#test/engine/scratch-engine.ts'
import { golden } from '#test/network/golden-case.ts'

const clipFolder = join(golden, 'clip-whole')

it('a CLIP that cannot be read is passed over with one line, and the next one is taken', async () => {
  const models = await scratchFolder()
  await makeFolder(join(models, 'a broken one'))
  await writeFile(join(models, 'a broken one', 'config.json'), '{ "model_type": "clip", "projection_dim": "many" }')
  await cp(clipFolder, join(models, 'clip-whole'), { recursive: true })
  const said: string[] = []
  const clips = createClips([models], createResidency(1e9), (sentence) => said.push(sentence))
  for (const model of ['first', 'second'])
    expect(await clips.find(join(models, model))).toMatchObject({ folder: join(models, 'clip-whole') })
  expect(said).toEqual([expect.stringMatching(/^The CLIP in .*a broken one is passed over: .*projection_dim/)])
})

it('models share one CLIP, whose tokenizer is read once, and one network that enlarges', async () => {
  const models = await scratchFolder()
  for (const name of ['one', 'two']) await cp(join(golden, 'cascade'), join(models, name), { recursive: true })
  await cp(clipFolder, join(models, 'clip-whole'), { recursive: true })
  const settings = { modelDirs: [models], device: 'cpu', threads: 1, memoryBudget: 1e9 } as const
  const backend = await openBackend({ ...settings, cacheDir: await scratchFolder() })
  onTestFinished(() => backend.close())
  const [one, two] = [await backend.open('one'), await backend.open('two')]
  expect(one.clip).not.toBeNull()
  expect(two.clip).toBe(one.clip)
  expect(two.enlarger).toBe(one.enlarger)
  const files = await clipIn(join(models, 'clip-whole'))
  if (files === undefined) throw new Error('Expected a CLIP.')
  const parse = vi.spyOn(JSON, 'parse')
  onTestFinished(() => parse.mockRestore())
  const clip = createClips([models], createResidency(1e9), () => undefined).open(files, 1, {})
  await clip.tokenize(['a duck'], 16)
  const read = parse.mock.calls.length
  expect(read).toBeGreaterThan(0)
  await clip.tokenize(['a rabbit'], 16)
  expect(parse.mock.calls.length).toBe(read)
})
