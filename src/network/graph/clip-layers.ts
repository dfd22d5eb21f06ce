import type { ClipTextConfig, ClipVisionConfig } from '../clip-config.ts'
import type { Graph, Value } from './graph.ts'
import { layerNorm, linear } from './layers.ts'

type TowerConfig = Pick<
  ClipTextConfig | ClipVisionConfig,
  'hidden_size' | 'intermediate_size' | 'num_hidden_layers' | 'num_attention_heads' | 'hidden_act'
>

/**
 * The transformer of one of CLIP's towers (transformers, models/clip/modeling_clip.py, `CLIPEncoder`).
 *
 * @param x [B·T, width]
 * @param name `text_model.encoder` or `vision_model.encoder`
 * @param tokens T
 * @param bias added to the attention scores, say a causal mask [1, 1, T, T]
 * @returns [B·T, width]
 */
export function clipEncoder(
  graph: Graph,
  config: TowerConfig,
  x: Value,
  name: string,
  tokens: number,
  bias?: Value,
): Value {
  const width = config.hidden_size
  let rows = x
  for (let layer = 0; layer < config.num_hidden_layers; layer++) {
    const part = `${name}.layers.${layer}`
    const normed = layerNorm(graph, rows, `${part}.layer_norm1`, width)
    rows = graph.op('Add', [rows, selfAttention(graph, config, normed, `${part}.self_attn`, tokens, bias)])
    const normedAgain = layerNorm(graph, rows, `${part}.layer_norm2`, width)
    rows = graph.op('Add', [rows, feedForward(graph, config, normedAgain, `${part}.mlp`)])
  }
  return rows
}

function selfAttention(
  graph: Graph,
  { hidden_size: width, num_attention_heads: heads }: TowerConfig,
  x: Value,
  name: string,
  tokens: number,
  bias: Value | undefined,
): Value {
  const dim = width / heads
  const split = (part: string, perm: readonly number[]) => {
    const projected = linear(graph, x, `${name}.${part}`, width, width)
    return graph.op('Transpose', [graph.op('Reshape', [projected, graph.ints([-1, tokens, heads, dim])])], { perm })
  }
  const query = graph.op('Mul', [split('q_proj', [0, 2, 1, 3]), graph.floats([dim ** -0.5])])
  const scores = graph.op('MatMul', [query, split('k_proj', [0, 2, 3, 1])])
  const weights = graph.op('Softmax', [bias === undefined ? scores : graph.op('Add', [scores, bias])], { axis: -1 })
  const mixed = graph.op('Transpose', [graph.op('MatMul', [weights, split('v_proj', [0, 2, 1, 3])])], {
    perm: [0, 2, 1, 3],
  })
  return linear(graph, graph.op('Reshape', [mixed, graph.ints([-1, width])]), `${name}.out_proj`, width, width)
}

function feedForward(
  graph: Graph,
  { hidden_size: width, intermediate_size: inner, hidden_act: activation }: TowerConfig,
  x: Value,
  name: string,
): Value {
  const hidden = linear(graph, x, `${name}.fc1`, width, inner)
  const opened =
    activation === 'gelu'
      ? graph.op('Gelu', [hidden])
      : graph.op('Mul', [hidden, graph.op('Sigmoid', [graph.op('Mul', [hidden, graph.floats([1.702])])])])
  return linear(graph, opened, `${name}.fc2`, inner, width)
}
