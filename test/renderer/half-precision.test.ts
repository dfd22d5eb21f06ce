import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { InferenceSession } from 'onnxruntime-node'
import { afterEach, expect, test, vi } from 'vitest'
import { openModel } from '#src/network/folder.ts'
import { planMemory } from '#src/network/memory-plan.ts'
import { plannedNetworks } from '#src/network/planned-networks.ts'
import { openBackend } from '#src/renderer/model-backend.ts'
import { scratchFolder } from '#test/engine/scratch-engine.ts'
import { golden } from '#test/network/golden-case.ts'

afterEach(() => vi.restoreAllMocks())

/** A model of one stage whose weights are in half precision. */
async function halfModel(): Promise<string> {
  const folder = join(await scratchFolder(), 'half')
  const stage = join(golden, 'cascade', 'stage_1')
  await cp(join(stage, 'model_index.json'), join(folder, 'model_index.json'))
  await cp(join(stage, 'scheduler'), join(folder, 'scheduler'), { recursive: true })
  for (const file of ['config.json', 'diffusion_pytorch_model.safetensors']) {
    await cp(join(golden, 'silu-fp16', file), join(folder, 'unet', file))
  }
  return folder
}

/** The options of the session that the stage is loaded with. */
async function sessionOptions(folder: string, memoryBudget: number): Promise<InferenceSession.SessionOptions> {
  const create = vi.spyOn(InferenceSession, 'create')
  const cacheDir = await scratchFolder()
  const backend = await openBackend({ modelDirs: [folder], device: 'cpu', threads: 1, memoryBudget, cacheDir })
  const { stages } = await backend.open(undefined)
  const lease = await stages[0]?.acquire()
  lease?.release()
  await backend.close()
  const options: unknown = create.mock.lastCall?.[1]
  if (typeof options !== 'object' || options === null) throw new Error('no session was created')
  return options
}

test('a stage in half precision gives memory back between operators, and one in float32 keeps it', async () => {
  const folder = await halfModel()
  const { least } = planMemory(plannedNetworks(await openModel(folder)), Infinity)
  expect(await sessionOptions(folder, least)).toMatchObject({ enableCpuMemArena: true, graphOptimizationLevel: 'all' })
  expect(await sessionOptions(folder, least - 1)).toMatchObject({
    enableCpuMemArena: false,
    graphOptimizationLevel: 'extended',
    extra: { optimization: { disable_specified_optimizers: 'ConstantFolding' } },
  })
})
