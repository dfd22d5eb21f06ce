import {
  cp,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '#src/network/config-file.ts'
import { openModel } from '#src/network/folder.ts'
import { unetGraph } from '#src/network/graph/unet-graph.ts'
import { openSession } from '#src/network/session.ts'
import { loadTextEncoder } from '#src/network/text-encoder.ts'
import { loadUnet } from '#src/network/unet.ts'
import { unetConfig } from '#src/network/unet-config.ts'
import { openWeights } from '#src/network/weights.ts'
import { golden } from './golden-case.ts'

let scratch: string
let model: string
const unetFile = (stage: number) => join(model, `stage_${stage}`, 'unet', 'diffusion_pytorch_model.safetensors')
const configFile = (stage: number, part = 'unet') => join(model, `stage_${stage}`, part, 'config.json')

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'duckrabbit-model-'))
  model = join(scratch, 'cascade')
  await cp(join(golden, 'cascade'), model, { recursive: true })
})
afterEach(() => rm(scratch, { recursive: true }))

async function change(file: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
  const json: Record<string, unknown> = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, JSON.stringify({ ...json, ...fields }))
}

const refused = (details: object) => expect(openModel(model)).rejects.toMatchObject({ name: 'UserError', ...details })

const load = async (stage: number) => {
  const found = (await openModel(model)).stages[stage - 1]
  if (found === undefined) throw new Error('a stage is expected')
  return loadUnet(found)
}

describe('openModel', () => {
  test('describes a cascade', async () => {
    const found = await openModel(model)
    expect(found).toMatchObject({ name: 'cascade', licence: undefined })
    expect(found.stages.map(({ name, kind, sampleSize, multiple }) => ({ name, kind, sampleSize, multiple }))).toEqual([
      { name: 'stage_1', kind: 'base', sampleSize: 16, multiple: 4 },
      { name: 'stage_2', kind: 'super-resolution', sampleSize: 32, multiple: 4 },
    ])
    expect(found.stages[0]?.scheduler).toMatchObject({
      beta_schedule: 'squaredcos_cap_v2',
      sample_max_value: 1.5,
      timestep_spacing: 'leading',
    })
    expect(found.stages[1]?.imageNoisingScheduler?.variance_type).toBe('learned_range')
    expect(found.textEncoder?.config.d_model).toBe(24)
    expect(found.bytes).toBeGreaterThan(100_000)
  })

  test('describes a stage that stands alone, with its licence and the advice of its makers', async () => {
    const stage = join(model, 'stage_1')
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

  test('takes the advice of the cascade before that of its stages', async () => {
    await writeFile(join(model, 'stage_1', 'defaults.json'), '{ "steps": 20 }')
    await writeFile(join(model, 'stage_2', 'defaults.json'), '{ "steps": 10 }')
    await writeFile(
      join(model, 'defaults.json'),
      '{ "stage_2": { "steps": 5, "noise_level": 50, "back_projections": 2 } }',
    )
    const { stages } = await openModel(model)
    expect(stages.map((stage) => stage.defaults)).toEqual([
      { steps: 20 },
      { steps: 5, noise_level: 50, back_projections: 2 },
    ])
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
    await writeFile(join(model, 'LICENSE'), text)
    expect((await openModel(model)).licence).toBe(licence)
  })

  test('reads folders and files that are links into a cache, and draws with them', async () => {
    const cache = join(scratch, 'blobs')
    await cp(model, cache, { recursive: true })
    const linked = join(scratch, 'linked')
    await cp(model, linked, { recursive: true })
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
    await rename(unetFile(1), join(model, 'stage_1', 'unet', 'diffusion_pytorch_model.fp16.safetensors'))
    expect((await openModel(model)).stages).toHaveLength(2)
  })

  test('gives a text encoder another name when its weights or its tokenizer change', async () => {
    const ids = new Set([(await openModel(model)).textEncoder?.id])
    expect((await openModel(model)).textEncoder?.id).toBe([...ids][0])
    await writeFile(configFile(1, 'text_encoder'), `${await readFile(configFile(1, 'text_encoder'), 'utf8')} `)
    ids.add((await openModel(model)).textEncoder?.id)
    expect(ids.size).toBe(2)
  })
})

describe('a model that cannot be used is refused, naming file and field:', () => {
  test('no folder', async () => {
    await rm(model, { recursive: true })
    await refused({ code: 'model-not-found', message: expect.stringContaining(model) })
  })

  test('a folder that is no model', async () => {
    await expect(openModel(scratch)).rejects.toMatchObject({ code: 'not-a-model' })
  })

  test('no weights', async () => {
    await rm(unetFile(2))
    await refused({ code: 'model-file-missing', details: { file: unetFile(2) } })
  })

  test('only pickled weights', async () => {
    await rename(unetFile(2), join(model, 'stage_2', 'unet', 'diffusion_pytorch_model.bin'))
    await refused({
      code: 'model-file-missing',
      message: expect.stringContaining('diffusion_pytorch_model.bin is in PyTorch'),
    })
  })

  test('no configuration', async () => {
    await rm(configFile(1))
    await refused({ code: 'model-file-missing', details: { file: configFile(1) } })
  })

  test('a configuration that is not JSON', async () => {
    await writeFile(configFile(1), '{ "act_fn": ')
    await refused({ code: 'model-config', details: { file: configFile(1) } })
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
    await change(configFile(1), { [field]: value })
    const error: unknown = await openModel(model).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ code: 'model-config', details: { file: configFile(1) } })
    expect(error).toMatchObject({ message: expect.stringContaining(field) })
  })

  test('an unsupported text encoder', async () => {
    await change(configFile(1, 'text_encoder'), { feed_forward_proj: 'relu' })
    await refused({
      code: 'model-config',
      details: { file: configFile(1, 'text_encoder'), field: 'feed_forward_proj' },
    })
  })

  test('an unsupported scheduler', async () => {
    const file = join(model, 'stage_2', 'scheduler', 'scheduler_config.json')
    await change(file, { beta_schedule: 'sigmoid' })
    await refused({ code: 'model-config', details: { file, field: 'beta_schedule' } })
  })

  test('advice that is not understood', async () => {
    await writeFile(join(model, 'stage_1', 'defaults.json'), '{ "step": 20 }')
    await refused({ code: 'model-config', details: { field: 'step' } })
  })

  test('a text encoder of another width', async () => {
    await change(configFile(1, 'text_encoder'), { d_model: 32 })
    await refused({ code: 'text-encoder-mismatch', details: { width: 32, expected: 24 } })
  })

  test('stages in the wrong order', async () => {
    await rename(join(model, 'stage_1'), join(model, 'stage_3'))
    await rename(join(model, 'stage_2'), join(model, 'stage_1'))
    await rename(join(model, 'stage_3'), join(model, 'stage_2'))
    await refused({ code: 'model-config', details: { field: 'in_channels' } })
  })

  test('a tokenizer that is missing', async () => {
    await rm(join(model, 'stage_1', 'tokenizer', 'spiece.model'))
    await refused({ code: 'model-file-missing', message: expect.stringContaining('spiece.model') })
  })

  test('weights that are cut short, wherever the cut is', async () => {
    const full = (await readFile(unetFile(2))).length
    for (const size of [full - 1, 1000, 5, 0]) {
      await truncate(unetFile(2), size)
      await refused({ code: 'model-file-truncated', details: { file: unetFile(2), size } })
    }
  })

  test('weights with a broken header', async () => {
    const bytes = await readFile(unetFile(1))
    bytes.write('???', 10)
    await writeFile(unetFile(1), bytes)
    await refused({ code: 'model-file-broken', details: { file: unetFile(1) } })
  })

  test('weights with bytes to spare', async () => {
    await writeFile(unetFile(1), Buffer.concat([await readFile(unetFile(1)), Buffer.alloc(3)]))
    await refused({ code: 'model-file-broken', message: expect.stringContaining('3 bytes') })
  })

  test('a shard that is missing', async () => {
    const sharded = join(golden, 'sharded-bf16')
    const unet = join(model, 'stage_2', 'unet')
    await rm(unet, { recursive: true })
    await cp(sharded, unet, { recursive: true })
    const [shard = ''] = (await readdir(unet)).filter((name) => name.includes('-00003-of-'))
    await rm(join(unet, shard))
    await refused({ code: 'model-file-missing', details: { file: join(unet, shard) } })
  })
})

test('weights that are replaced while they are being loaded are refused', async () => {
  const unet = join(model, 'stage_1', 'unet')
  const config = await readConfig(join(unet, 'config.json'), unetConfig)
  const graph = unetGraph(config, await openWeights(unet, 'diffusion_pytorch_model'), 77)
  await utimes(unetFile(1), 1, 1)
  await expect(openSession(graph, {})).rejects.toMatchObject({
    code: 'model-file-changed',
    details: { file: await realpath(unetFile(1)) },
  })
})

describe('weights that do not fit the configuration are refused at loading:', () => {
  test('a tensor that is missing', async () => {
    await change(configFile(1), { layers_per_block: 2 })
    await expect(load(1)).rejects.toMatchObject({
      code: 'model-tensor-missing',
      details: { tensor: 'down_blocks.0.resnets.1.norm1.weight' },
    })
  })

  test('a tensor of another shape', async () => {
    await change(configFile(2), { time_embedding_dim: 24 })
    await expect(load(2)).rejects.toMatchObject({
      code: 'model-tensor-shape',
      details: { tensor: 'time_embedding.linear_1.weight', shape: [20, 4], expected: [24, 4] },
    })
  })

  test('a tensor of which the configuration says nothing', async () => {
    await change(configFile(1), { addition_embed_type: null })
    await expect(load(1)).rejects.toMatchObject({
      code: 'model-tensor-unknown',
      message: expect.stringContaining('add_embedding'),
    })
  })

  test('a text encoder with too few layers in its file', async () => {
    await change(configFile(1, 'text_encoder'), { num_layers: 3 })
    const { textEncoder } = await openModel(model)
    if (textEncoder === undefined) throw new Error('a text encoder is expected')
    await expect(loadTextEncoder(textEncoder)).rejects.toMatchObject({ code: 'model-tensor-missing' })
  })
})
