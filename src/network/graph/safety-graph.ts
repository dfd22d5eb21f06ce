import type { ClipVisionConfig } from '../clip-config.ts'
import type { Weights } from '../weights.ts'
import { clipTensors, visionTower } from './clip-graph.ts'
import { type BuiltGraph, Graph } from './graph.ts'
import { linear } from './layers.ts'

/** The names of the graph's input and output. */
export const safetyTensors = { pixels: clipTensors.pixels, out: 'heads' } as const

/**
 * The ONNX graph of IF's safety checker (diffusers, pipelines/deepfloyd_if/safety_checker.py): CLIP's vision tower with its
 * projection, not normalised, and two linear heads.
 *
 * Input: pixels f32[B, 3, S, S], normalised. Output: f32[B, 2], the heads for what is unsafe and for watermarks. B is free.
 *
 * @throws UserError where the weights do not fit the configuration
 */
export function safetyGraph(config: ClipVisionConfig, weights: Weights): BuiltGraph {
  const graph = new Graph(weights)
  const { hidden_size: width, projection_dim: inner } = config
  const pooled = visionTower(graph, config, 'vision_model.vision_model')
  const embedding = linear(graph, pooled, 'vision_model.visual_projection', width, inner, false)
  const heads = ['p_head', 'w_head'].map((name) => linear(graph, embedding, name, inner, 1))
  graph.output(safetyTensors.out, graph.op('Concat', heads, { axis: 1 }), ['B', 2])
  return graph.build((tensor) => tensor.endsWith('.position_ids'))
}
