import { join } from 'node:path'
import { readConfig } from '#src/network/config-file.ts'
import type { LoadOptions, Unet } from '#src/network/model.ts'
import { loadUnet } from '#src/network/unet.ts'
import { unetConfig } from '#src/network/unet-config.ts'
import type { Row } from '#src/pipeline/predict.ts'
import { farthest, golden, readGolden, type GoldenTensor } from './golden-case.ts'

/** Loads one of the golden UNets. */
export async function loadGoldenUnet(name: string, options: LoadOptions = {}): Promise<Unet> {
  const folder = join(golden, name)
  const config = await readConfig(join(folder, 'config.json'), unetConfig)
  return loadUnet({ unet: { folder, config, bytes: 0, parameters: 0 } }, options)
}

/** The rows of a golden case, and diffusers' answer to each. */
export async function goldenRows(name: string, which: string): Promise<{ rows: Row[]; answers: Float32Array[] }> {
  const tensors = await readGolden(name)
  const get = (part: string): GoldenTensor => {
    const found = tensors.get(`${which}.${part}`)
    if (found === undefined) throw new Error(`the golden file of ${name} lacks ${which}.${part}`)
    return found
  }
  const [sample, text, out, timestep] = [get('sample'), get('text'), get('out'), get('timestep')]
  const [count = 0, channels = 0, height = 0, width = 0] = sample.shape
  const [, tokens = 0, textWidth = 0] = text.shape
  const row = (tensor: GoldenTensor, index: number) =>
    tensor.data.slice((index * tensor.data.length) / count, ((index + 1) * tensor.data.length) / count)
  const rows = Array.from({ length: count }, (_, index): Row => {
    const noiseLevel = tensors.get(`${which}.noise_level`)?.data[index]
    return {
      input: { data: row(sample, index), channels, height, width },
      timestep: timestep.data[index] ?? NaN,
      text: { key: `${name}/${which}/${index}`, embedding: row(text, index), tokens, width: textWidth },
      ...(noiseLevel === undefined ? {} : { noiseLevel }),
    }
  })
  return { rows, answers: rows.map((_, index) => row(out, index)) }
}

/** The largest difference between the network's answers and diffusers'. */
export async function unetError(unet: Unet, name: string, which: string): Promise<number> {
  const { rows, answers } = await goldenRows(name, which)
  const found = await unet.predict(rows)
  return Math.max(...answers.map((answer, index) => farthest(answer, found[index]?.data ?? new Float32Array())))
}
