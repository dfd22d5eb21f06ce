import { cp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openModel } from '#src/network/folder.ts'
import { change, copyModel, refused } from './copied-model.ts'
import { golden } from './golden-case.ts'

const copy = copyModel()

describe('a model that cannot be used is refused, naming file and field:', () => {
  test('no folder', async () => {
    await rm(copy.model, { recursive: true })
    await refused(copy, { code: 'model-not-found', message: expect.stringContaining(copy.model) })
  })

  test('a folder that is not a model', async () => {
    await expect(openModel(copy.scratch)).rejects.toMatchObject({ code: 'not-a-model' })
  })

  test('no weights', async () => {
    await rm(copy.unetFile(2))
    await refused(copy, { code: 'model-file-missing', details: { file: copy.unetFile(2) } })
  })

  test('only pickled weights', async () => {
    await rename(copy.unetFile(2), join(copy.model, 'stage_2', 'unet', 'diffusion_pytorch_model.bin'))
    await refused(copy, {
      code: 'model-file-missing',
      message: expect.stringContaining('diffusion_pytorch_model.bin is in PyTorch'),
    })
  })

  test('no configuration', async () => {
    await rm(copy.configFile(1))
    await refused(copy, { code: 'model-file-missing', details: { file: copy.configFile(1) } })
  })

  test('a configuration that is not JSON', async () => {
    await writeFile(copy.configFile(1), '{ "act_fn": ')
    await refused(copy, { code: 'model-config', details: { file: copy.configFile(1) } })
  })

  test.each([
    ['act_fn', 'mish'],
    ['out_channels', 3],
    ['class_embed_type', 'projection'],
    ['addition_embed_type', 'text_image'],
    ['down_block_types', ['DownBlock2D', 'DownBlock2D', 'DownBlock2D']],
    ['layers_per_block', [1, 1]],
    ['cross_attention_dim', 40],
    ['center_input_sample', true],
    ['time_embedding_type', 'fourier'],
    ['attention_head_dim', 64],
    ['norm_num_groups', 3],
    ['invented_field', 1],
  ])('an unsupported value of %s', async (field, value) => {
    await change(copy.configFile(1), { [field]: value })
    const error: unknown = await openModel(copy.model).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ code: 'model-config', details: { file: copy.configFile(1) } })
    expect(error).toMatchObject({ message: expect.stringContaining(field) })
  })

  test('an unsupported text encoder', async () => {
    await change(copy.configFile(1, 'text_encoder'), { feed_forward_proj: 'relu' })
    await refused(copy, {
      code: 'model-config',
      details: { file: copy.configFile(1, 'text_encoder'), field: 'feed_forward_proj' },
    })
  })

  test('an unsupported scheduler', async () => {
    const file = join(copy.model, 'stage_2', 'scheduler', 'scheduler_config.json')
    await change(file, { beta_schedule: 'sigmoid' })
    await refused(copy, { code: 'model-config', details: { file, field: 'beta_schedule' } })
  })

  test('defaults that cannot be parsed', async () => {
    await writeFile(join(copy.model, 'stage_1', 'defaults.json'), '{ "step": 20 }')
    await refused(copy, { code: 'model-config', details: { field: 'step' } })
  })

  test('defaults of a cascade for something that is no stage', async () => {
    await writeFile(join(copy.model, 'defaults.json'), '{ "stages": { "steps": 20 } }')
    await refused(copy, { code: 'model-config', message: expect.stringContaining('name stages stage_1, stage_2') })
  })

  test('a text encoder of another width', async () => {
    await change(copy.configFile(1, 'text_encoder'), { d_model: 32 })
    await refused(copy, { code: 'text-encoder-mismatch', details: { width: 32, expected: 24 } })
  })

  test('stages in the wrong order', async () => {
    await rename(join(copy.model, 'stage_1'), join(copy.model, 'stage_3'))
    await rename(join(copy.model, 'stage_2'), join(copy.model, 'stage_1'))
    await rename(join(copy.model, 'stage_3'), join(copy.model, 'stage_2'))
    await refused(copy, { code: 'model-config', details: { field: 'in_channels' } })
  })

  test('a tokenizer that is missing', async () => {
    await rm(join(copy.model, 'stage_1', 'tokenizer', 'spiece.model'))
    await refused(copy, { code: 'model-file-missing', message: expect.stringContaining('spiece.model') })
  })

  test('weights that are truncated, at any place', async () => {
    const full = (await readFile(copy.unetFile(2))).length
    for (const size of [full - 1, 1000, 5, 0]) {
      await truncate(copy.unetFile(2), size)
      await refused(copy, { code: 'model-file-truncated', details: { file: copy.unetFile(2), size } })
    }
  })

  test('weights with a broken header', async () => {
    const bytes = await readFile(copy.unetFile(1))
    bytes.write('???', 10)
    await writeFile(copy.unetFile(1), bytes)
    await refused(copy, { code: 'model-file-broken', details: { file: copy.unetFile(1) } })
  })

  test('weights with extra bytes', async () => {
    await writeFile(copy.unetFile(1), Buffer.concat([await readFile(copy.unetFile(1)), Buffer.alloc(3)]))
    await refused(copy, { code: 'model-file-broken', message: expect.stringContaining('3 bytes') })
  })

  test('a shard that is missing', async () => {
    const sharded = join(golden, 'sharded-bf16')
    const unet = join(copy.model, 'stage_2', 'unet')
    await rm(unet, { recursive: true })
    await cp(sharded, unet, { recursive: true })
    const [shard = ''] = (await readdir(unet)).filter((name) => name.includes('-00003-of-'))
    await rm(join(unet, shard))
    await refused(copy, { code: 'model-file-missing', details: { file: join(unet, shard) } })
  })
})
