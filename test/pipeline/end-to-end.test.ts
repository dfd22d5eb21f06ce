import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openModel } from '#src/network/folder.ts'
import { loadTextEncoder } from '#src/network/text-encoder.ts'
import { loadUnet } from '#src/network/unet.ts'
import type { Stage } from '#src/pipeline/cascade.ts'
import { generate } from '#src/pipeline/modes/generate.ts'
import { promptsOf } from '#src/pipeline/plan.ts'
import type { SamplerName } from '#src/pipeline/samplers/registry.ts'
import { schedulerOf } from '#src/pipeline/scheduler.ts'
import { drawn, sharedSettings } from './drawing.ts'
import { distance, golden, numbers, type GoldenArray } from './golden.ts'

interface Case {
  readonly sampler: SamplerName
  readonly prompt: string
  readonly negative: string
  readonly seed: number
  readonly steps: readonly [number, number]
  readonly guidance: readonly [number, number]
  readonly noise_level: number
  readonly first: GoldenArray
  readonly second: GoldenArray
}

const folder = fileURLToPath(new URL('../network/golden/cascade', import.meta.url))

describe('a prompt gives the same picture as in diffusers with the same model folder', () => {
  it.each(golden('end-to-end') as readonly Case[])('$prompt, $sampler', async (golden) => {
    const model = await openModel(folder)
    if (model.textEncoder === undefined) throw new Error('The cascade has a text encoder.')
    const unets = await Promise.all(model.stages.map((stage) => loadUnet(stage)))
    const encoder = await loadTextEncoder(model.textEncoder)
    const stages = model.stages.map((stage, i): Stage => {
      const unet = unets[i]
      if (unet === undefined) throw new Error('Every stage has a network.')
      const noising = stage.imageNoisingScheduler
      return {
        size: { height: stage.sampleSize, width: stage.sampleSize },
        inChannels: unet.inChannels,
        scheduler: schedulerOf(stage.scheduler),
        ...(noising === undefined ? {} : { imageNoising: schedulerOf(noising) }),
        predict: unet.predict,
      }
    })

    const { sampler, prompt, negative, seed, steps, guidance } = golden
    const settings = sharedSettings({
      negative,
      seed,
      stageOne: { sampler, steps: steps[0], guidance: guidance[0] },
      stageTwo: {
        sampler,
        steps: steps[1],
        guidance: guidance[1],
        noiseLevel: golden.noise_level,
        backProjections: 0,
        strength: 1,
      },
    })
    const plan = generate({ mode: 'generate', ...settings, prompt }, stages)
    const prompts = promptsOf(plan.plans)
    const encoded = await encoder.encode(prompts)
    const texts = new Map(encoded.map((text, i) => [prompts[i] ?? '', text]))
    const [first, second] = await drawn(plan, stages, texts)

    expect(distance(first?.data ?? [], numbers(golden.first))).toBeLessThanOrEqual(1e-3)
    expect(distance(second?.data ?? [], numbers(golden.second))).toBeLessThanOrEqual(1e-3)
    await Promise.all([encoder.dispose(), ...unets.map((unet) => unet.dispose())])
  })
})
