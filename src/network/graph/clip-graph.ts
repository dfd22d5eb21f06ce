import type { ClipConfig, ClipTextConfig, ClipVisionConfig } from '../clip-config.ts'
import type { Weights } from '../weights.ts'
import { clipEncoder } from './clip-layers.ts'
import { type BuiltGraph, Graph, type Value } from './graph.ts'
import { layerNorm, linear } from './layers.ts'

/** The names of the graphs' inputs and outputs. */
export const clipTensors = { pixels: 'pixels', ids: 'input_ids', ends: 'ends', out: 'embedding' } as const

/** Added to the attention score of a position that comes later. */
const hidden = -3e38

/**
 * The ONNX graph of CLIP's vision tower with its projection.
 *
 * Input: pixels f32[B, 3, S, S], normalised. Output: f32[B, D] of unit length. B is free.
 *
 * @throws UserError where the weights do not fit the configuration
 */
export function clipVisionGraph(config: ClipConfig, weights: Weights): BuiltGraph {
  const graph = new Graph(weights)
  const pooled = visionTower(graph, config.vision_config, 'vision_model')
  const projected = linear(
    graph,
    pooled,
    'visual_projection',
    config.vision_config.hidden_size,
    config.projection_dim,
    false,
  )
  graph.output(clipTensors.out, unitLength(graph, projected), ['B', config.projection_dim])
  return graph.build((tensor) => /^(text_model\.|text_projection\.|logit_scale$)|\.position_ids$/.test(tensor))
}

/**
 * The ONNX graph of CLIP's text tower with its projection.
 *
 * Inputs: input_ids i32[B, T]; ends i32[B], for each text b·T plus the place of its end mark. Output: f32[B, D] of unit length.
 * What follows the end mark does not count, since each position sees only those before it. B is free.
 *
 * @throws UserError where the weights do not fit the configuration
 */
export function clipTextGraph(config: ClipConfig, weights: Weights): BuiltGraph {
  const graph = new Graph(weights)
  const text = config.text_config
  const ends = graph.input(clipTensors.ends, 'int32', ['B'])
  const rows = textTower(graph, text)
  const pooled = graph.op('Gather', [rows, ends])
  const projected = linear(graph, pooled, 'text_projection', text.hidden_size, config.projection_dim, false)
  graph.output(clipTensors.out, unitLength(graph, projected), ['B', config.projection_dim])
  return graph.build((tensor) => /^(vision_model\.|visual_projection\.|logit_scale$)|\.position_ids$/.test(tensor))
}

/** pixels [B, 3, S, S] → the state of the class token after the last norm, [B, width]. */
export function visionTower(graph: Graph, config: ClipVisionConfig, name: string): Value {
  const { image_size: side, patch_size: patch, hidden_size: width } = config
  const pixels = graph.input(clipTensors.pixels, 'float', ['B', 3, side, side])
  const across = Math.floor(side / patch)
  const patches = across * across
  const kernel = graph.weight(`${name}.embeddings.patch_embedding.weight`, [width, 3, patch, patch])
  const grid = graph.op('Conv', [pixels, kernel], { kernel_shape: [patch, patch], strides: [patch, patch] })
  const seen = graph.op('Transpose', [graph.op('Reshape', [grid, graph.ints([0, width, patches])])], {
    perm: [0, 2, 1],
  })
  const place = graph.weight(
    `${name}.embeddings.position_embedding.weight`,
    [patches + 1, width],
    [1, patches + 1, width],
  )
  const first = graph.weight(`${name}.embeddings.class_embedding`, [width], [1, 1, width])
  const batch = graph.op('Slice', [graph.op('Shape', [pixels]), graph.ints([0]), graph.ints([1])])
  const classes = graph.op('Expand', [first, graph.op('Concat', [batch, graph.ints([1, 1])], { axis: 0 })])
  const tokens = graph.op('Add', [graph.op('Concat', [classes, seen], { axis: 1 }), place])
  const flat = graph.op('Reshape', [tokens, graph.ints([-1, width])])
  // The name is misspelt in the published weights.
  const normed = layerNorm(graph, flat, `${name}.pre_layrnorm`, width)
  const rows = clipEncoder(graph, config, normed, `${name}.encoder`, patches + 1)
  const states = graph.op('Reshape', [rows, graph.ints([-1, patches + 1, width])])
  const pooled = graph.op('Slice', [states, graph.ints([0]), graph.ints([1]), graph.ints([1])])
  return layerNorm(graph, graph.op('Reshape', [pooled, graph.ints([-1, width])]), `${name}.post_layernorm`, width)
}

/** input_ids [B, T] → the states after the last norm, [B·T, width]. */
function textTower(graph: Graph, config: ClipTextConfig): Value {
  const { max_position_embeddings: tokens, hidden_size: width, vocab_size: vocabulary } = config
  const name = 'text_model'
  const ids = graph.input(clipTensors.ids, 'int32', ['B', tokens])
  const table = graph.stored(`${name}.embeddings.token_embedding.weight`, [vocabulary, width])
  const words = graph.float(graph.op('Gather', [table, ids]))
  const place = graph.weight(`${name}.embeddings.position_embedding.weight`, [tokens, width], [1, tokens, width])
  const flat = graph.op('Reshape', [graph.op('Add', [words, place]), graph.ints([-1, width])])
  const mask = Array.from({ length: tokens * tokens }, (_, index) =>
    index % tokens > Math.floor(index / tokens) ? hidden : 0,
  )
  const causal = graph.floats(mask, [1, 1, tokens, tokens])
  const rows = clipEncoder(graph, config, flat, `${name}.encoder`, tokens, causal)
  return layerNorm(graph, rows, `${name}.final_layer_norm`, width)
}

/** x / ‖x‖ over the last dimension. */
function unitLength(graph: Graph, x: Value): Value {
  return graph.op('Div', [x, graph.op('ReduceL2', [x, graph.ints([-1])], { keepdims: 1 })])
}
