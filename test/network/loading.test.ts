import { realpath, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { InferenceSession } from 'onnxruntime-node'
import { describe, expect, test, vi } from 'vitest'
import { readConfig } from '#src/network/config-file.ts'
import { openModel } from '#src/network/folder.ts'
import { matmulGraph } from '#src/network/graph/matmul-graph.ts'
import { unetGraph } from '#src/network/graph/unet-graph.ts'
import { openSession } from '#src/network/session.ts'
import { loadTextEncoder } from '#src/network/text-encoder.ts'
import { loadUnet } from '#src/network/unet.ts'
import { unetConfig } from '#src/network/unet-config.ts'
import { openWeights } from '#src/network/weights.ts'
import { change, copyModel } from './copied-model.ts'

const copy = copyModel()

const load = async (stage: number) => {
  const found = (await openModel(copy.model)).stages[stage - 1]
  if (found === undefined) throw new Error('a stage is expected')
  return loadUnet(found)
}

test('weights that are replaced during loading are refused', async () => {
  const unet = join(copy.model, 'stage_1', 'unet')
  const config = await readConfig(join(unet, 'config.json'), unetConfig)
  const graph = unetGraph(config, await openWeights(unet, 'diffusion_pytorch_model'), 77)
  await utimes(copy.unetFile(1), 1, 1)
  await expect(openSession(graph, {})).rejects.toMatchObject({
    code: 'model-file-changed',
    details: { file: await realpath(copy.unetFile(1)) },
  })
})

describe('weights that do not fit the configuration are refused at loading:', () => {
  test('a tensor that is missing', async () => {
    await change(copy.configFile(1), { layers_per_block: 2 })
    await expect(load(1)).rejects.toMatchObject({
      code: 'model-tensor-missing',
      details: { tensor: 'down_blocks.0.resnets.1.norm1.weight' },
    })
  })

  test('a tensor of another shape', async () => {
    await change(copy.configFile(2), { time_embedding_dim: 24 })
    await expect(load(2)).rejects.toMatchObject({
      code: 'model-tensor-shape',
      details: { tensor: 'time_embedding.linear_1.weight', shape: [20, 4], expected: [24, 4] },
    })
  })

  test('a tensor that the configuration does not have', async () => {
    await change(copy.configFile(1), { addition_embed_type: null })
    await expect(load(1)).rejects.toMatchObject({
      code: 'model-tensor-unknown',
      message: expect.stringContaining('add_embedding'),
    })
  })

  test('a text encoder with too few layers in its file', async () => {
    await change(copy.configFile(1, 'text_encoder'), { num_layers: 3 })
    const { textEncoder } = await openModel(copy.model)
    if (textEncoder === undefined) throw new Error('a text encoder is expected')
    await expect(loadTextEncoder(textEncoder)).rejects.toMatchObject({ code: 'model-tensor-missing' })
  })
})

test('only a large network gives up planning the memory of a whole step, which would be a block of its own', async () => {
  const create = vi.spyOn(InferenceSession, 'create')
  const planned = async (parameters: number) => {
    const graph = matmulGraph(2)
    const session = await openSession({ ...graph, weights: { ...graph.weights, parameters } }, {})
    await session.release()
    const options: unknown = create.mock.lastCall?.[1]
    return options
  }
  expect(await planned(50e6)).toMatchObject({ enableMemPattern: true })
  expect(await planned(372e6)).toMatchObject({ enableMemPattern: false })
  create.mockRestore()
})
