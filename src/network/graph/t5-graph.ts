import type { T5Config } from '../t5-config.ts'
import type { Weights } from '../weights.ts'
import { Graph, type BuiltGraph, type Value } from './graph.ts'
import { activate } from './layers.ts'
import { type Product, products, rowsSize } from './quantized-linear.ts'
import { relativeBuckets } from './relative-buckets.ts'

/** The names of the graph's inputs and output. */
export const t5Tensors = {
  ids: 'input_ids',
  rows: 'rows',
  positions: 'positions',
  mask: 'mask',
  out: 'last_hidden_state',
} as const

/** Added to the attention score of a position that is masked. */
export const masked = -3e38

/**
 * The ONNX graph of the T5 1.1 encoder (Raffel et al. 2020; transformers, models/t5/modeling_t5.py).
 *
 * Inputs: input_ids i32[R], rows i32[B·T] and positions i32[R] (see `PromptRows`); mask f32[B, T], which is 0 for tokens and `masked` for
 * padding. Output: last_hidden_state f32[B, T, d_model]. B and R are free.
 *
 * Layers compute rows, and attention computes positions, so that a prompt has the same embedding whatever is encoded with it.
 *
 * @throws UserError where the weights do not fit the configuration
 */
export function t5Graph(config: T5Config, weights: Weights, tokens: number): BuiltGraph {
  const graph = new Graph(weights)
  const ids = graph.input(t5Tensors.ids, 'int32', [rowsSize])
  const places: Places = {
    rows: graph.input(t5Tensors.rows, 'int32', ['P']),
    positions: graph.input(t5Tensors.positions, 'int32', [rowsSize]),
  }
  const mask = graph.input(t5Tensors.mask, 'float', ['B', tokens])
  const width = config.d_model

  // Rows are gathered before they are cast, since the whole table in float32 would take half a gigabyte for T5-XXL.
  const table = graph.holds('shared.weight') ? 'shared.weight' : 'encoder.embed_tokens.weight'
  const embedded = graph.float(graph.op('Gather', [graph.stored(table, [config.vocab_size, width]), ids]))
  const bias = graph.op('Add', [
    positionBias(graph, config, tokens),
    graph.sized(graph.op('Reshape', [mask, graph.ints([-1, 1, 1, tokens])]), ['B', 1, 1, tokens]),
  ])

  const product = products(graph)
  let x = embedded // [R, width] all the way
  for (let layer = 0; layer < config.num_layers; layer++) {
    const name = `encoder.block.${layer}.layer`
    x = graph.op('Add', [
      x,
      selfAttention(
        graph,
        product,
        config,
        rmsNorm(graph, config, x, `${name}.0.layer_norm`),
        `${name}.0.SelfAttention`,
        { bias, tokens, ...places },
      ),
    ])
    x = graph.op('Add', [
      x,
      feedForward(
        graph,
        product,
        config,
        rmsNorm(graph, config, x, `${name}.1.layer_norm`),
        `${name}.1.DenseReluDense`,
      ),
    ])
  }
  const last = rmsNorm(graph, config, x, 'encoder.final_layer_norm')
  graph.output(
    t5Tensors.out,
    graph.op('Reshape', [graph.op('Gather', [last, places.rows]), graph.ints([-1, tokens, width])]),
    ['B', tokens, width],
  )
  // A full T5 also has a decoder, and its files may hold the embedding table under two names.
  return graph.build((tensor) => /^(decoder\.|lm_head\.|shared\.weight$|encoder\.embed_tokens\.weight$)/.test(tensor))
}

/** Whether a tensor is one of the matrices that may be quantised. */
export function isT5Matrix(tensor: string): boolean {
  return /^encoder\..*\.(q|k|v|o|wi_0|wi_1|wo)\.weight$/.test(tensor)
}

/** T5's norm divides by the root mean square. It subtracts no mean and has no bias. */
function rmsNorm(graph: Graph, config: T5Config, x: Value, name: string): Value {
  const square = graph.op('ReduceMean', [graph.op('Mul', [x, x]), graph.ints([-1])], { keepdims: 1 })
  const root = graph.op('Sqrt', [graph.op('Add', [square, graph.floats([config.layer_norm_epsilon])])])
  return graph.op('Mul', [graph.op('Div', [x, root]), graph.weight(`${name}.weight`, [config.d_model])])
}

/** Which row a position has, and which position stands for a row; see `PromptRows`. */
interface Places {
  readonly rows: Value
  readonly positions: Value
}

/** T5's self-attention. Scores are not divided by √d, since T5 folds that into its weights. */
function selfAttention(
  graph: Graph,
  product: Product,
  config: T5Config,
  x: Value,
  name: string,
  { bias, tokens, rows, positions }: Places & { readonly bias: Value; readonly tokens: number },
): Value {
  const { num_heads: heads, d_kv: dim, d_model: width } = config
  const split = (part: string, perm: readonly number[]) => {
    const projected = graph.op('Gather', [product(x, `${name}.${part}`, width, heads * dim), rows])
    const headed = graph.op('Reshape', [projected, graph.ints([-1, tokens, heads, dim])])
    return graph.op('Transpose', [graph.sized(headed, ['B', tokens, heads, dim])], { perm })
  }
  const scores = graph.op('MatMul', [split('q', [0, 2, 1, 3]), split('k', [0, 2, 3, 1])])
  const weights = graph.op('Softmax', [graph.op('Add', [scores, bias])], { axis: -1 })
  const mixed = graph.op('Transpose', [graph.op('MatMul', [weights, split('v', [0, 2, 1, 3])])], { perm: [0, 2, 1, 3] })
  const flat = graph.sized(graph.op('Reshape', [mixed, graph.ints([-1, heads * dim])]), ['P', heads * dim])
  const kept = graph.op('Gather', [flat, positions])
  return product(kept, `${name}.o`, heads * dim, width)
}

function feedForward(graph: Graph, product: Product, config: T5Config, x: Value, name: string): Value {
  const { d_model: width, d_ff: inner } = config
  const into = (part: string) => product(x, `${name}.${part}`, width, inner)
  const gate = into('wi_0')
  const opened =
    config.feed_forward_proj === 'gated-gelu'
      ? graph.op('Gelu', [gate], { approximate: 'tanh' })
      : activate(graph, gate, 'silu')
  return product(graph.op('Mul', [opened, into('wi_1')]), `${name}.wo`, inner, width)
}

/** The learned bias for the distance between two positions, [1, heads, T, T]. All layers share it. */
function positionBias(graph: Graph, config: T5Config, tokens: number): Value {
  const {
    num_heads: heads,
    relative_attention_num_buckets: buckets,
    relative_attention_max_distance: furthest,
  } = config
  const table = graph.weight('encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight', [buckets, heads])
  const picked = graph.op('Gather', [table, graph.ints(relativeBuckets(tokens, buckets, furthest))])
  const square = graph.op('Reshape', [picked, graph.ints([1, tokens, tokens, heads])])
  return graph.op('Transpose', [square], { perm: [0, 3, 1, 2] })
}
