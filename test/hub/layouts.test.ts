import { describe, expect, it } from 'vitest'
import { deepfloydRepositories } from '../harness/local-hub/deepfloyd-repositories.ts'
import { hubRepository } from '../harness/local-hub/hub-repository.ts'
import { startLocalHub } from '../harness/local-hub/start-local-hub.ts'
import { client, plan } from './hub-client.ts'

describe('a repository that this program cannot run', () => {
  const weights = Buffer.alloc(100)
  it.each([
    [
      'another pipeline',
      { 'model_index.json': '{"_class_name":"StableDiffusionPipeline"}' },
      'hub-not-if',
      'owner/model is a StableDiffusionPipeline; Duckrabbit runs',
    ],
    [
      'neither layout',
      { 'weights.gguf': 'x' },
      'hub-unknown-layout',
      'it needs the model_index.json of a DeepFloyd IF pipeline',
    ],
    [
      'another transformer',
      { 'config.json': '{"model_type":"bert"}', 'model.safetensors': weights },
      'hub-not-clip',
      'owner/model is a bert; Duckrabbit takes CLIP',
    ],
    [
      'a CLIP in pickles',
      { 'config.json': '{"model_type":"clip"}', 'tokenizer.json': '{}', 'pytorch_model.bin': weights },
      'hub-pickled',
      'only as pytorch_model.bin',
    ],
    [
      'a CLIP without tokenizer',
      { 'config.json': '{"model_type":"clip"}', 'model.safetensors': weights },
      'hub-incomplete',
      'tokenizer.json is missing',
    ],
    [
      'a stage without scheduler',
      {
        'model_index.json': '{"_class_name":"IFPipeline"}',
        'unet/config.json': '{}',
        'unet/diffusion_pytorch_model.safetensors': weights,
      },
      'hub-incomplete',
      'scheduler/scheduler_config.json is missing',
    ],
    [
      'a lost shard',
      {
        'model_index.json': '{"_class_name":"IFPipeline"}',
        'unet/config.json': '{}',
        'scheduler/scheduler_config.json': '{}',
        'unet/diffusion_pytorch_model.safetensors.index.json': '{}',
        'unet/diffusion_pytorch_model-00002-of-00002.safetensors': weights,
      },
      'hub-incomplete',
      'unet/diffusion_pytorch_model-00001-of-00002.safetensors is missing',
    ],
    [
      'another UNet',
      {
        'model_index.json': '{"_class_name":"IFPipeline"}',
        'unet/config.json': '{"_class_name":"UNet2DConditionModel","in_channels":4}',
        'scheduler/scheduler_config.json': '{}',
        'unet/diffusion_pytorch_model.safetensors': weights,
      },
      'model-config',
      'owner/model/unet/config.json has sample_size missing',
    ],
  ] as const)('is refused before anything large is fetched: %s', async (_, files, code, message) => {
    const server = await startLocalHub()
    server.publish(hubRepository('owner/model', files))
    await expect(plan(client(server.endpoint).hub, 'owner/model')).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    })
    expect(server.transfers.filter(({ path }) => /safetensors$|bin$/.test(path))).toEqual([])
  })

  it('must not write outside of its folder', async () => {
    const server = await startLocalHub()
    const { one } = await deepfloydRepositories()
    const files = Object.fromEntries([...one.files.values()].map(({ path, bytes }) => [path, bytes]))
    server.publish(hubRepository('owner/model', { ...files, 'LICENSE\\..\\..\\evil': 'x' }))
    await expect(plan(client(server.endpoint).hub, 'owner/model')).rejects.toMatchObject({ code: 'hub-path' })
  })
})
