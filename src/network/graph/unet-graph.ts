import { levelsOf, textWidth, type Level, type UnetConfig } from '../unet-config.ts'
import type { Weights } from '../weights.ts'
import { attention, textContext, type TextContext } from './attention.ts'
import { Graph, type BuiltGraph, type Value } from './graph.ts'
import { activate, conv, groupNorm, linear } from './layers.ts'
import { resnet, type ResnetStyle } from './resnet.ts'
import { firstChannels, timeEmbedding, timeWidth } from './time-embedding.ts'

/** The names of the graph's inputs and output. */
export const unetTensors = {
  sample: 'sample',
  time: 'time',
  noiseLevel: 'noise_level',
  text: 'text',
  pooled: 'pooled_text',
  out: 'out',
} as const

/**
 * The ONNX graph of a `UNet2DConditionModel` of DeepFloyd IF's kind (diffusers, models/unets/unet_2d_condition.py).
 *
 * Inputs, all float32: sample [B, in, H, W]; time [B, F], the sinusoid of each row's timestep (`timestep-features.ts`); noise_level
 * [B, F] likewise, only where `class_embed_type` is `timestep`; text [B, tokens, width]; pooled_text likewise, only where
 * `addition_embed_type` is `text`. The pooled text joins the time embedding and is usually the same text. Output: out [B, 6, H, W].
 * B, H and W are free.
 *
 * @param compute the format that layers compute in
 *
 * @throws UserError where the weights do not fit the configuration
 */
export function unetGraph(
  config: UnetConfig,
  weights: Weights,
  tokens: number,
  compute: 'float32' | 'float16' = 'float32',
): BuiltGraph {
  const graph = new Graph(weights, compute)
  const features = firstChannels(config)
  const width = textWidth(config)
  const input = (name: string, dimensions: readonly (number | string)[]) =>
    graph.narrow(graph.input(name, 'float', dimensions))
  const sample = input(unetTensors.sample, ['B', config.in_channels, 'H', 'W'])
  const time = input(unetTensors.time, ['B', features])
  const noiseLevel = config.class_embed_type === null ? undefined : input(unetTensors.noiseLevel, ['B', features])
  const text = input(unetTensors.text, ['B', tokens, width])

  const pooled = config.addition_embed_type === 'text' ? input(unetTensors.pooled, ['B', tokens, width]) : undefined

  const embedding = timeEmbedding(graph, config, { time, noiseLevel, pooled, textWidth: width })
  const style: ResnetStyle = {
    activation: config.act_fn,
    groups: config.norm_num_groups,
    epsilon: config.norm_eps,
    scaleFactor: config.resnet_out_scale_factor,
    timeShift: config.resnet_time_scale_shift,
    // Every block would apply the same activation to this vector, so it is applied once.
    time: config.resnet_skip_time_act ? embedding : activate(graph, embedding, config.act_fn),
    timeWidth: timeWidth(config),
  }
  const context = textContext(
    graph,
    projectText(graph, config, text, tokens),
    [tokens, config.cross_attention_dim],
    config.cross_attention_norm,
  )
  const start = conv(graph, sample, 'conv_in', config.in_channels, features, config.conv_in_kernel)
  const end = body(graph, config, style, context, { value: start, channels: features })

  const normed = groupNorm(graph, end, 'conv_norm_out', features, config.norm_num_groups, config.norm_eps, 4)
  const out = conv(
    graph,
    activate(graph, normed, config.act_fn),
    'conv_out',
    features,
    config.out_channels,
    config.conv_out_kernel,
  )
  graph.output(unetTensors.out, graph.wide(out), ['B', config.out_channels, 'H', 'W'])
  return graph.build()
}

/** `encoder_hid_proj` projects the text to the width of cross attention, [B, tokens, cross_attention_dim]. */
function projectText(graph: Graph, config: UnetConfig, text: Value, tokens: number): Value {
  const width = config.encoder_hid_dim
  if (width === null) return text
  const rows = graph.op('Reshape', [text, graph.ints([-1, width])])
  const projected = linear(graph, rows, 'encoder_hid_proj', width, config.cross_attention_dim)
  return graph.op('Reshape', [projected, graph.ints([-1, tokens, config.cross_attention_dim])])
}

interface Skip {
  readonly value: Value
  readonly channels: number
}

/** The levels downwards, the middle, and the levels upwards with a skip connection into every block. */
function body(graph: Graph, config: UnetConfig, style: ResnetStyle, context: TextContext, start: Skip): Value {
  const { levels, upHeadDims, mid } = levelsOf(config)
  const attend = (x: Value, name: string, level: Level) =>
    attention(graph, x, name, { ...level, groups: style.groups }, context)
  const skips = [start]
  let { value: x, channels } = start

  levels.forEach((level, index) => {
    const name = `down_blocks.${index}`
    const attended = config.down_block_types[index] === 'SimpleCrossAttnDownBlock2D'
    for (let layer = 0; layer < level.layers; layer++) {
      x = resnet(graph, x, `${name}.resnets.${layer}`, [channels, level.channels], style)
      channels = level.channels
      if (attended) x = attend(x, `${name}.attentions.${layer}`, level)
      skips.push({ value: x, channels })
    }
    if (index === levels.length - 1) return
    x = resnet(graph, x, `${name}.downsamplers.0`, [channels, channels], style, 'down')
    skips.push({ value: x, channels })
  })

  if (mid !== undefined) {
    const middle = { ...style, scaleFactor: config.mid_block_scale_factor }
    x = resnet(graph, x, 'mid_block.resnets.0', [channels, channels], middle)
    x = attend(x, 'mid_block.attentions.0', mid)
    x = resnet(graph, x, 'mid_block.resnets.1', [channels, channels], middle)
  }

  levels.toReversed().forEach((level, index) => {
    const name = `up_blocks.${index}`
    const attended = config.up_block_types[index] === 'SimpleCrossAttnUpBlock2D'
    const headDim = upHeadDims[index] ?? level.headDim
    for (let layer = 0; layer <= level.layers; layer++) {
      const skip = skips.pop()
      if (skip === undefined) throw new RangeError('more blocks on the way up than skip connections')
      const joined = graph.op('Concat', [x, skip.value], { axis: 1 })
      x = resnet(graph, joined, `${name}.resnets.${layer}`, [channels + skip.channels, level.channels], style)
      channels = level.channels
      if (attended) x = attend(x, `${name}.attentions.${layer}`, { ...level, headDim })
    }
    if (index < levels.length - 1) x = resnet(graph, x, `${name}.upsamplers.0`, [channels, channels], style, 'up')
  })
  return x
}
