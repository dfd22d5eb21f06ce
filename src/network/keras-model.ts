import { realpath, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { readConfig } from './config-file.ts'
import type { TensorPlace } from './safetensors.ts'
import type { Weights } from './weights.ts'

const square = z.tuple([z.int().min(1), z.int().min(1)]).refine(([height, width]) => height === width)
const ones = z.tuple([z.literal(1), z.literal(1)])

/** A layer's inputs, as Keras writes them: one call with [layer, node, tensor, …] for each. */
const inbound = z
  .array(z.array(z.tuple([z.string()]).rest(z.unknown())))
  .transform((calls) => (calls[0] ?? []).map(([layer]) => layer))

const named = { name: z.string(), inbound_nodes: inbound }

const layer = z.discriminatedUnion('class_name', [
  z.object({ ...named, class_name: z.literal('InputLayer') }),
  z.object({
    ...named,
    class_name: z.literal('Conv2D'),
    config: z.object({
      filters: z.int().min(1),
      kernel_size: square,
      strides: ones,
      dilation_rate: ones,
      /** With a kernel of one pixel `valid` is the same as `same`. */
      padding: z.enum(['same', 'valid']),
      activation: z.literal('linear'),
      use_bias: z.literal(true),
    }),
  }),
  z.object({
    ...named,
    class_name: z.literal('Activation'),
    config: z.object({ activation: z.literal('relu') }),
  }),
  z.object({ ...named, class_name: z.literal('Concatenate'), config: z.object({ axis: z.literal(3) }) }),
  z.object({ ...named, class_name: z.literal('Add') }),
  z.object({
    ...named,
    class_name: z.literal('UpSampling2D'),
    config: z.object({ size: square, interpolation: z.literal('nearest') }),
  }),
])
export type KerasLayer = z.infer<typeof layer>

const kerasModel = z.object({
  modelTopology: z.object({
    model_config: z.object({
      config: z.object({
        layers: z.array(layer),
        output_layers: z.array(z.tuple([z.string()]).rest(z.unknown())),
      }),
    }),
  }),
  weightsManifest: z.array(
    z.object({
      paths: z.array(z.string()).length(1),
      weights: z.array(z.object({ name: z.string(), shape: z.array(z.int().min(1)), dtype: z.literal('float32') })),
    }),
  ),
})

/** A convolutional network as TensorFlow.js publishes it. */
export interface KerasModel {
  /** Each after those that it reads. */
  readonly layers: readonly KerasLayer[]
  /** The name of the last layer. */
  readonly output: string
  readonly weights: Weights
}

/**
 * Reads `model.json` of a TensorFlow.js layers model. The weights stay in their file: its tensors lie end to end, as float32.
 *
 * @throws UserError about the file, or a layer that is not supported
 */
export async function readKerasModel(file: string): Promise<KerasModel> {
  const { modelTopology, weightsManifest } = await readConfig(file, kerasModel)
  const { layers, output_layers: outputs } = modelTopology.model_config.config
  const folder = dirname(file)
  const tensors = new Map<string, TensorPlace>()
  const files = []
  let parameters = 0
  for (const { paths, weights } of weightsManifest) {
    const path = await realpath(join(folder, paths[0] ?? ''))
    let offset = 0
    for (const { name, shape } of weights) {
      const length = 4 * shape.reduce((product, size) => product * size, 1)
      tensors.set(name, { dtype: 'F32', shape, file: path, offset, length })
      offset += length
      parameters += length / 4
    }
    const { size, mtimeMs: modified } = await stat(path)
    files.push({ file: path, size, modified, tensors })
  }
  const weights: Weights = { folder, files, tensors, bytes: 4 * parameters, parameters }
  return { layers, output: outputs[0]?.[0] ?? '', weights }
}
