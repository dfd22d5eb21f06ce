import { cp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openModel } from '#src/network/folder.ts'
import { loadUnet } from '#src/network/unet.ts'
import { copyModel } from './copied-model.ts'

const copy = copyModel()

describe('openModel', () => {
  test('describes a cascade', async () => {
    const found = await openModel(copy.model)
    expect(found).toMatchObject({ name: 'cascade', licence: undefined })
    expect(found.stages.map(({ name, kind, sampleSize, multiple }) => ({ name, kind, sampleSize, multiple }))).toEqual([
      { name: 'stage_1', kind: 'base', sampleSize: 16, multiple: 4 },
      { name: 'stage_2', kind: 'super-resolution', sampleSize: 32, multiple: 4 },
    ])
    expect(found.stages[0]?.scheduler).toMatchObject({
      beta_schedule: 'squaredcos_cap_v2',
      sample_max_value: 1.5,
    })
    expect(found.stages[1]?.imageNoisingScheduler?.variance_type).toBe('learned_range')
    expect(found.textEncoder?.config.d_model).toBe(24)
    expect(found.bytes).toBeGreaterThan(100_000)
  })

  test('describes a single stage, with its licence and its makers’ defaults', async () => {
    const stage = join(copy.model, 'stage_1')
    await writeFile(
      join(stage, 'README.md'),
      '---\nlicense: other\nlicense_name: "deepfloyd-if-license"\n---\n# A model\n',
    )
    await writeFile(join(stage, 'defaults.json'), '{ "sampler": "dpm++", "steps": 20, "guidance": 5 }')
    const found = await openModel(stage)
    expect(found).toMatchObject({ name: 'stage_1', licence: 'deepfloyd-if-license' })
    expect(found.stages).toHaveLength(1)
    expect(found.stages[0]?.defaults).toEqual({ sampler: 'dpm++', steps: 20, guidance: 5 })
  })

  test('prefers the defaults of the cascade to those of its stages', async () => {
    await writeFile(join(copy.model, 'stage_1', 'defaults.json'), '{ "steps": 20 }')
    await writeFile(join(copy.model, 'stage_2', 'defaults.json'), '{ "steps": 10 }')
    await writeFile(
      join(copy.model, 'defaults.json'),
      '{ "stage_2": { "steps": 5, "noise_level": 50, "back_projections": 2 } }',
    )
    const { stages } = await openModel(copy.model)
    expect(stages.map((stage) => stage.defaults)).toEqual([
      { steps: 20 },
      { steps: 5, noise_level: 50, back_projections: 2 },
    ])
  })

  test('reads what its makers recommend for illusions', async () => {
    const illusions = { style: 'a mosaic of', merge: 'balanced', rectify: true }
    await writeFile(join(copy.model, 'defaults.json'), JSON.stringify({ illusions }))
    expect((await openModel(copy.model)).illusions).toEqual(illusions)
  })

  test.each([
    [
      'The weights are licensed under the\nCreative Commons licence (CC BY 4.0):\n\nThanks to CC-BY-SA-3.0 people',
      'CC BY 4.0',
    ],
    ['# MIT License\n\nCopyright', 'MIT License'],
    ['\n# Our own licence\nfor friends', 'Our own licence'],
    ['\n', undefined],
  ])('reads the licence from a file', async (text, licence) => {
    await writeFile(join(copy.model, 'LICENSE'), text)
    expect((await openModel(copy.model)).licence).toBe(licence)
  })

  test('reads folders and files that are symbolic links, and draws with them', async () => {
    const cache = join(copy.scratch, 'blobs')
    await cp(copy.model, cache, { recursive: true })
    const linked = join(copy.scratch, 'linked')
    await cp(copy.model, linked, { recursive: true })
    for (const stage of ['stage_1', 'stage_2']) {
      await rm(join(linked, stage), { recursive: true })
      await symlink(join(cache, stage), join(linked, stage))
    }
    // As in Hugging Face's cache, a file is a link to a blob with another name.
    const blob = join(cache, 'stage_1', '0123abcd')
    await rename(join(cache, 'stage_1', 'unet', 'diffusion_pytorch_model.safetensors'), blob)
    await symlink(blob, join(cache, 'stage_1', 'unet', 'diffusion_pytorch_model.safetensors'))
    const [stage] = (await openModel(linked)).stages
    if (stage === undefined) throw new Error('a stage is expected')
    const unet = await loadUnet(stage)
    const text = { key: '', embedding: new Float32Array(77 * 24), tokens: 77, width: 24 }
    const input = { data: new Float32Array(3 * 64), channels: 3, height: 8, width: 8 }
    const [answer] = await unet.predict([{ input, timestep: 5, text }])
    await unet.dispose()
    expect(answer?.data).toHaveLength(6 * 64)
  })

  test('finds weights under the names of the fp16 variant', async () => {
    await rename(copy.unetFile(1), join(copy.model, 'stage_1', 'unet', 'diffusion_pytorch_model.fp16.safetensors'))
    expect((await openModel(copy.model)).stages).toHaveLength(2)
  })

  test('gives a text encoder another key if its weights or its tokenizer change', async () => {
    const ids = new Set([(await openModel(copy.model)).textEncoder?.id])
    expect((await openModel(copy.model)).textEncoder?.id).toBe([...ids][0])
    await writeFile(
      copy.configFile(1, 'text_encoder'),
      `${await readFile(copy.configFile(1, 'text_encoder'), 'utf8')} `,
    )
    ids.add((await openModel(copy.model)).textEncoder?.id)
    expect(ids.size).toBe(2)
  })
})
