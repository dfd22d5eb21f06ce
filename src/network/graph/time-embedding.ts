import type { UnetConfig } from '../unet-config.ts'
import type { Graph, Value } from './graph.ts'
import { activate, linear } from './layers.ts'
import { textPooling } from './text-pooling.ts'

/** The width of the time embedding inside the network. */
export function timeWidth(config: UnetConfig): number {
  return config.time_embedding_dim ?? firstChannels(config) * 4
}

/** The width of the sinusoid of a timestep. */
export function firstChannels(config: UnetConfig): number {
  const [first] = config.block_out_channels
  if (first === undefined) throw new RangeError('a network has at least one level')
  return first
}

/**
 * The vector that conditions every residual block: time, noise level of the conditioning picture, and pooled text.
 *
 * @param inputs sinusoids [B, firstChannels] of the timestep and, at a super-resolution stage, of the noise level. `pooled` is the
 *   text to pool, [B, T, width] before its projection, where the network pools text
 * @returns [B, timeWidth]
 */
export function timeEmbedding(
  graph: Graph,
  config: UnetConfig,
  inputs: { time: Value; noiseLevel: Value | undefined; pooled: Value | undefined; textWidth: number },
): Value {
  const width = timeWidth(config)
  const features = firstChannels(config)
  const embed = (x: Value, name: string) => {
    const hidden = activate(graph, linear(graph, x, `${name}.linear_1`, features, width), config.act_fn)
    return linear(graph, hidden, `${name}.linear_2`, width, width)
  }
  let sum = embed(inputs.time, 'time_embedding')
  if (config.timestep_post_act !== null) sum = activate(graph, sum, config.timestep_post_act)
  if (inputs.noiseLevel !== undefined) sum = graph.op('Add', [sum, embed(inputs.noiseLevel, 'class_embedding')])
  if (inputs.pooled !== undefined) {
    const pooled = textPooling(
      graph,
      inputs.pooled,
      'add_embedding',
      inputs.textWidth,
      config.addition_embed_type_num_heads,
      width,
    )
    sum = graph.op('Add', [sum, pooled])
  }
  return config.time_embedding_act_fn === null ? sum : activate(graph, sum, config.time_embedding_act_fn)
}
