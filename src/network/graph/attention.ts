import type { UnetConfig } from '../unet-config.ts'
import { crossNormGroups } from '../unet-config.ts'
import type { Graph, Value } from './graph.ts'
import { groupNorm, linear, normGroups } from './layers.ts'

/** The text that the attention layers read. */
export interface TextContext {
  /** [B, T, width] */
  readonly text: Value
  readonly tokens: number
  readonly width: number
  /** The text normalised in groups without the affine part, [B, width, T] in float32. It is the same in every layer. */
  readonly normed: Value | undefined
}

/** Calculates what the attention layers share. `text` is [B, tokens, width]. */
export function textContext(
  graph: Graph,
  text: Value,
  [tokens, width]: readonly [number, number],
  norm: UnetConfig['cross_attention_norm'],
): TextContext {
  const channelsFirst = () => graph.op('Transpose', [text], { perm: [0, 2, 1] })
  return {
    text,
    tokens,
    width,
    normed: norm === 'group_norm' ? normGroups(graph, channelsFirst(), crossNormGroups, 1e-5) : undefined,
  }
}

/**
 * diffusers' `Attention` with `AttnAddedKVProcessor`: pixels attend to the text and, unless `onlyCross`, to each other, in one softmax.
 *
 * x [B, C, H, W] → the same shape, residual included.
 */
export function attention(
  graph: Graph,
  x: Value,
  name: string,
  { channels, headDim, onlyCross, groups }: { channels: number; headDim: number; onlyCross: boolean; groups: number },
  context: TextContext,
): Value {
  const heads = Math.floor(channels / headDim)
  const inner = heads * headDim
  const wide = [0, 1, 3, 2]
  const normed = groupNorm(graph, x, `${name}.group_norm`, channels, groups, 1e-5, 4)
  // Pixels are projected by 1 × 1 convolutions, so that rows need not be gathered first and all shapes but the −1 are known.
  const project = (part: string) =>
    graph.op('Reshape', [
      pointwise(graph, normed, `${name}.${part}`, channels, inner),
      graph.ints([0, heads, headDim, -1]),
    ]) // [B, heads, d, N]
  const text = graph.op('Reshape', [normedText(graph, name, context), graph.ints([-1, context.width])])
  const projectText = (part: string, perm: readonly number[]) => {
    const rows = linear(graph, text, `${name}.${part}`, context.width, inner)
    return graph.op('Transpose', [graph.op('Reshape', [rows, graph.ints([-1, context.tokens, heads, headDim])])], {
      perm,
    })
  }

  const query = graph.op('Mul', [
    graph.op('Transpose', [project('to_q')], { perm: wide }),
    graph.narrow(graph.floats([headDim ** -0.5])),
  ])
  let keys = projectText('add_k_proj', [0, 2, 3, 1]) // [B, heads, d, T]
  let values = projectText('add_v_proj', [0, 2, 1, 3]) // [B, heads, T, d]
  if (!onlyCross) {
    keys = graph.op('Concat', [keys, project('to_k')], { axis: 3 })
    values = graph.op('Concat', [values, graph.op('Transpose', [project('to_v')], { perm: wide })], { axis: 2 })
  }
  const scores = graph.op('MatMul', [graph.wide(query), graph.wide(keys)])
  const sums = graph.op('MatMul', [graph.op('Softmax', [scores], { axis: -1 }), graph.wide(values)])
  const mixed = graph.op('Transpose', [graph.narrow(sums)], { perm: wide }) // [B, heads, d, N]
  const column = graph.op('Reshape', [mixed, graph.ints([0, inner, -1, 1])])
  const out = graph.op('Reshape', [
    pointwise(graph, column, `${name}.to_out.0`, inner, channels),
    graph.op('Shape', [x]),
  ])
  return graph.op('Add', [out, x])
}

/** A Linear layer over the channels of x [B, in, …], as a 1 × 1 convolution. */
function pointwise(graph: Graph, x: Value, name: string, inputs: number, outputs: number): Value {
  const weight = graph.weight(`${name}.weight`, [outputs, inputs], [outputs, inputs, 1, 1])
  return graph.op('Conv', [x, weight, graph.weight(`${name}.bias`, [outputs])], { kernel_shape: [1, 1] })
}

/** The text after the layer's own norm, [B, T, width]. */
function normedText(graph: Graph, name: string, { text, width, normed }: TextContext): Value {
  if (normed === undefined) return text
  const part = (which: 'weight' | 'bias') => graph.wideWeight(`${name}.norm_cross.${which}`, [width], [width, 1])
  const scaled = graph.narrow(graph.op('Add', [graph.op('Mul', [normed, part('weight')]), part('bias')]))
  return graph.op('Transpose', [scaled], { perm: [0, 2, 1] })
}
