import type { Activation } from '../unet-config.ts'
import type { Graph, Value } from './graph.ts'

/** y = x Wᵀ + b for x [B, in]. torch stores W as [out, in]. */
export function linear(graph: Graph, x: Value, name: string, inputs: number, outputs: number, bias = true): Value {
  const weight = graph.weight(`${name}.weight`, [outputs, inputs])
  if (!bias) return graph.op('Gemm', [x, weight], { transB: 1 })
  return graph.op('Gemm', [x, weight, graph.weight(`${name}.bias`, [outputs])], { transB: 1 })
}

/** A square convolution that keeps the size, x [B, in, H, W] → [B, out, H, W]. */
export function conv(graph: Graph, x: Value, name: string, inputs: number, outputs: number, kernel: number): Value {
  const weight = graph.weight(`${name}.weight`, [outputs, inputs, kernel, kernel])
  const pad = (kernel - 1) / 2
  const more = missingChannels(inputs, kernel)
  const widen = (value: Value) =>
    more === 0 ? value : graph.op('Pad', [value, graph.ints([0, 0, 0, 0, 0, more, 0, 0])])
  return graph.op('Conv', [widen(x), widen(weight), graph.weight(`${name}.bias`, [outputs])], {
    kernel_shape: [kernel, kernel],
    pads: [pad, pad, pad, pad],
  })
}

/**
 * The number of empty channels to add to a convolution's input. ONNX Runtime 1.30's WebGPU convolution is wrong where the number of
 * channels is a multiple of three but not of four (6, 9, 18, 30, …). The first layer of a super-resolution stage has six.
 */
function missingChannels(inputs: number, kernel: number): number {
  return kernel > 1 && inputs > 3 && inputs % 3 === 0 ? -inputs & 3 : 0
}

/**
 * Normalises x [B, C, …] in groups of channels, without the affine part. The shape stays, and the result is in float32.
 *
 * InstanceNormalization over [B, groups, rest] is fast on the CPU and stays on the device with WebGPU. The GroupNormalization
 * operator does neither.
 */
export function normGroups(graph: Graph, x: Value, groups: number, epsilon: number): Value {
  const grouped = graph.op('Reshape', [graph.wide(x), graph.ints([0, groups, -1])])
  const one = graph.floats(
    Array.from({ length: groups }, () => 1),
    [groups],
  )
  const zero = graph.floats(
    Array.from({ length: groups }, () => 0),
    [groups],
  )
  const normed = graph.op('InstanceNormalization', [grouped, one, zero], { epsilon: { float: epsilon } })
  return graph.op('Reshape', [normed, graph.op('Shape', [x])])
}

/** torch's GroupNorm for x [B, C, …] with `rank` dimensions. */
export function groupNorm(
  graph: Graph,
  x: Value,
  name: string,
  channels: number,
  groups: number,
  epsilon: number,
  rank: number,
): Value {
  const shape = [channels, ...Array.from({ length: rank - 2 }, () => 1)]
  const scaled = graph.op('Mul', [
    normGroups(graph, x, groups, epsilon),
    graph.wideWeight(`${name}.weight`, [channels], shape),
  ])
  return graph.narrow(graph.op('Add', [scaled, graph.wideWeight(`${name}.bias`, [channels], shape)]))
}

/** torch's LayerNorm over the last dimension. */
export function layerNorm(graph: Graph, x: Value, name: string, width: number): Value {
  const inputs = [graph.wide(x), graph.wideWeight(`${name}.weight`, [width]), graph.wideWeight(`${name}.bias`, [width])]
  return graph.narrow(graph.op('LayerNormalization', inputs, { axis: -1, epsilon: { float: 1e-5 } }))
}

/** SiLU as x·σ(x), since the Swish operator is slower, or GELU in its exact form. */
export function activate(graph: Graph, x: Value, kind: Activation): Value {
  return kind === 'gelu' ? graph.op('Gelu', [x]) : graph.op('Mul', [x, graph.op('Sigmoid', [x])])
}
