import { join } from 'node:path'
import type { Row } from '#src/pipeline/predict.ts'
import { readConfig } from './config-file.ts'
import { readFloatTensors, type FloatTensor } from './float-tensors.ts'
import type { LoadOptions, Unet } from './model.ts'
import { loadUnet } from './unet.ts'
import { unetConfig } from './unet-config.ts'

/** Rows for a network, and diffusers' answer to each. */
export interface GoldenStep {
  readonly rows: readonly Row[]
  readonly answers: readonly Float32Array[]
}

/**
 * Reads one case of a `golden.safetensors`: `<name>.sample` [B, C, H, W], `.timestep` [B], `.noise_level` [B] or none, `.text` [B, T, width],
 * `.style` likewise or none, and `.out` [B, 6, H, W]. Written by models/train/golden/network.py.
 */
export async function readGoldenStep(folder: string, name: string): Promise<GoldenStep> {
  const tensors = await readFloatTensors(join(folder, 'golden.safetensors'))
  const get = (part: string): FloatTensor => {
    const found = tensors.get(`${name}.${part}`)
    if (found === undefined) throw new Error(`${folder}/golden.safetensors lacks ${name}.${part}`)
    return found
  }
  const { data, shape } = get('sample')
  const [count = 0, channels = 0, height = 0, width = 0] = shape
  const text = get('text')
  const [, tokens = 0, textWidth = 0] = text.shape
  const style = tensors.get(`${name}.style`)
  const timesteps = get('timestep').data
  const noiseLevels = tensors.get(`${name}.noise_level`)?.data
  const rows = Array.from({ length: count }, (_, index): Row => {
    const noiseLevel = noiseLevels?.[index]
    return {
      input: { data: part(data, index, count), channels, height, width },
      timestep: timesteps[index] ?? NaN,
      text: { key: `${name}/${index}`, embedding: part(text.data, index, count), tokens, width: textWidth },
      ...(style && {
        style: { key: `${name}/style/${index}`, embedding: part(style.data, index, count), tokens, width: textWidth },
      }),
      ...(noiseLevel === undefined ? {} : { noiseLevel }),
    }
  })
  const out = get('out').data
  return { rows, answers: rows.map((_, index) => part(out, index, count)) }
}

/** Loads a UNet from a folder that holds nothing else. */
export async function loadGoldenUnet(folder: string, options: LoadOptions): Promise<Unet> {
  const config = await readConfig(join(folder, 'config.json'), unetConfig)
  return loadUnet({ unet: { folder, config, bytes: 0, parameters: 0 } }, options)
}

/** The largest difference between a network's answers and diffusers'. It is NaN where the network answers with NaN. */
export async function goldenError(unet: Unet, { rows, answers }: GoldenStep): Promise<number> {
  const found = await unet.predict(rows)
  const differences = answers.map((answer, row) =>
    answer.reduce((largest, value, index) => Math.max(largest, Math.abs(value - (found[row]?.data[index] ?? NaN))), 0),
  )
  return Math.max(...differences)
}

function part(data: Float32Array, index: number, count: number): Float32Array {
  const size = data.length / count
  return data.slice(index * size, (index + 1) * size)
}
