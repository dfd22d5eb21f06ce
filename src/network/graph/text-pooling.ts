import type { Graph, Value } from './graph.ts'
import { layerNorm, linear } from './layers.ts'

/**
 * diffusers' `TextTimeEmbedding`: the text pooled by attention into one vector that joins the time embedding.
 *
 * text [B, T, width] → [B, timeWidth]. There is only one query, the mean token, so keys and values need not be computed for each
 * token: qᵀ(W k) = (Wᵀ q)ᵀ k, and the mean of W v is W times the mean of v. The keys' bias shifts all scores equally and drops out
 * of the softmax; the values' bias passes through it. That is 77 times less work than the literal form.
 */
export function textPooling(
  graph: Graph,
  text: Value,
  name: string,
  width: number,
  heads: number,
  timeWidth: number,
): Value {
  const dim = width / heads
  const part = (projection: string) => `${name}.pool.${projection}`
  const normed = layerNorm(graph, text, `${name}.norm1`, width)
  const mean = graph.op('ReduceMean', [normed, graph.ints([1])], { keepdims: 1 })
  const first = graph.op('Add', [mean, graph.weight(part('positional_embedding'), [1, width])]) // [B, 1, width]
  const all = graph.op('Unsqueeze', [graph.op('Concat', [first, normed], { axis: 1 }), graph.ints([1])]) // [B, 1, T + 1, width]

  const query = linear(graph, graph.op('Reshape', [first, graph.ints([-1, width])]), part('q_proj'), width, width)
  const asked = graph.op('Reshape', [query, graph.ints([0, heads, 1, dim])])
  graph.ignore(`${part('k_proj')}.bias`)
  const keyWeights = graph.weight(`${part('k_proj')}.weight`, [width, width], [heads, dim, width])
  const probe = graph.op('Mul', [graph.op('MatMul', [asked, keyWeights]), graph.narrow(graph.floats([dim ** -0.5]))]) // [B, heads, 1, width]
  const scores = graph.op('MatMul', [probe, graph.op('Transpose', [all], { perm: [0, 1, 3, 2] })]) // [B, heads, 1, T + 1]
  const weights = graph.narrow(graph.op('Softmax', [graph.wide(scores)], { axis: -1 }))
  const mixed = graph.op('MatMul', [weights, all]) // [B, heads, 1, width]

  const valueWeights = graph.weight(`${part('v_proj')}.weight`, [width, width], [heads, dim, width])
  const columns = graph.op('Transpose', [mixed], { perm: [0, 1, 3, 2] }) // [B, heads, width, 1]
  const pooled = graph.op('Reshape', [graph.op('MatMul', [valueWeights, columns]), graph.ints([0, width])])
  const biased = graph.op('Add', [pooled, graph.weight(`${part('v_proj')}.bias`, [width])])
  return layerNorm(graph, linear(graph, biased, `${name}.proj`, width, timeWidth), `${name}.norm2`, timeWidth)
}
