import type { UnetConfig } from '../unet-config.ts'
import { crossNormGroups } from '../unet-config.ts'
import type { Graph, Value } from './graph.ts'
import { groupNorm, linear, normGroups } from './layers.ts'

/** The text as the attention layers read it. */
export interface TextContext {
  /** [B, T, width] */
  readonly text: Value
  readonly width: number
  /** The text normed in groups but without the affine part, [B, width, T]: the same in every layer. */
  readonly normed: Value | undefined
}

/** What the attention layers share of the text; `text` is [B, T, width]. */
export function textContext(
  graph: Graph,
  text: Value,
  width: number,
  norm: UnetConfig['cross_attention_norm'],
): TextContext {
  const channelsFirst = () => graph.op('Transpose', [text], { perm: [0, 2, 1] })
  return {
    text,
    width,
    normed: norm === 'group_norm' ? normGroups(graph, channelsFirst(), crossNormGroups, 1e-5) : undefined,
  }
}

/**
 * diffusers' `Attention` with `AttnAddedKVProcessor`: pixels look at the text and, unless `onlyCross`, at each other, in one softmax.
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
  const flat = graph.op('Reshape', [x, graph.ints([0, 0, -1])])
  const normed = groupNorm(graph, flat, `${name}.group_norm`, channels, groups, 1e-5, 3)
  const pixels = tokens(graph, graph.op('Transpose', [normed], { perm: [0, 2, 1] }), channels)
  const text = tokens(graph, normedText(graph, name, context), context.width)

  // [B·T, width] → [B, heads, T, d], or [B, heads, d, T] for keys
  const split = (from: Tokens, part: string, inputs: number, perm: readonly number[]) => {
    const projected = linear(graph, from.rows, `${name}.${part}`, inputs, inner)
    const shaped = graph.op('Reshape', [
      graph.op('Reshape', [projected, from.shape]),
      graph.ints([0, 0, heads, headDim]),
    ])
    return graph.op('Transpose', [shaped], { perm })
  }
  const wide = [0, 2, 1, 3]
  const tall = [0, 2, 3, 1]
  const query = graph.op('Mul', [split(pixels, 'to_q', channels, wide), graph.floats([headDim ** -0.5])])
  let keys = split(text, 'add_k_proj', context.width, tall)
  let values = split(text, 'add_v_proj', context.width, wide)
  if (!onlyCross) {
    keys = graph.op('Concat', [keys, split(pixels, 'to_k', channels, tall)], { axis: 3 })
    values = graph.op('Concat', [values, split(pixels, 'to_v', channels, wide)], { axis: 2 })
  }
  const weights = graph.op('Softmax', [graph.op('MatMul', [query, keys])], { axis: -1 })
  const mixed = graph.op('Transpose', [graph.op('MatMul', [weights, values])], { perm: wide }) // [B, T, heads, d]
  const rows = graph.op('Reshape', [mixed, graph.ints([-1, inner])])
  const out = graph.op('Reshape', [
    linear(graph, rows, `${name}.to_out.0`, inner, channels),
    graph.op('Concat', [batchOf(graph, x), graph.ints([-1, channels])], { axis: 0 }),
  ])
  const planes = graph.op('Reshape', [graph.op('Transpose', [out], { perm: [0, 2, 1] }), graph.op('Shape', [x])])
  return graph.op('Add', [planes, x])
}

/** Tokens as rows of one matrix, [B·T, width], and the shape [B, T, −1] that brings the batch back. */
interface Tokens {
  readonly rows: Value
  readonly shape: Value
}

function tokens(graph: Graph, x: Value, width: number): Tokens {
  const outer = graph.op('Shape', [x], { start: 0, end: 2 })
  return {
    rows: graph.op('Reshape', [x, graph.ints([-1, width])]),
    shape: graph.op('Concat', [outer, graph.ints([-1])], { axis: 0 }),
  }
}

function batchOf(graph: Graph, x: Value): Value {
  return graph.op('Shape', [x], { start: 0, end: 1 })
}

/** The text after the layer's own norm, [B, T, width]. */
function normedText(graph: Graph, name: string, { text, width, normed }: TextContext): Value {
  if (normed === undefined) return text
  const part = (which: 'weight' | 'bias') => graph.weight(`${name}.norm_cross.${which}`, [width], [width, 1])
  const scaled = graph.op('Add', [graph.op('Mul', [normed, part('weight')]), part('bias')])
  return graph.op('Transpose', [scaled], { perm: [0, 2, 1] })
}
