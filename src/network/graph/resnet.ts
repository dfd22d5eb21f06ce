import type { Activation } from '../unet-config.ts'
import type { Graph, Value } from './graph.ts'
import { activate, conv, linear, normGroups } from './layers.ts'

/** What all residual blocks of a network share. */
export interface ResnetStyle {
  readonly activation: Activation
  readonly groups: number
  readonly epsilon: number
  /** The block's result is divided by this. */
  readonly scaleFactor: number
  /** Whether the time embedding scales and shifts after the second norm (`scale_shift`) or is added before it. */
  readonly timeShift: 'default' | 'scale_shift'
  /** The time embedding that the blocks read, [B, width]. */
  readonly time: Value
  readonly timeWidth: number
}

/**
 * diffusers' `ResnetBlock2D`: two convolutions with norms around a skip connection, conditioned on the time.
 *
 * x [B, in, H, W] → [B, out, H, W]. With `resize` the result has half or twice the size: both branches are resized after the
 * first activation, by averaging or by repeating pixels.
 */
export function resnet(
  graph: Graph,
  x: Value,
  name: string,
  [inputs, outputs]: readonly [number, number],
  style: ResnetStyle,
  resize?: 'down' | 'up',
): Value {
  const affine = (norm: string, channels: number, part: 'weight' | 'bias') =>
    graph.wideWeight(`${name}.${norm}.${part}`, [channels], [channels, 1, 1])
  const resized = (value: Value) =>
    resize === undefined ? value : resize === 'down' ? halve(graph, value) : double(graph, value)

  let hidden = normGroups(graph, x, style.groups, style.epsilon)
  hidden = graph.op('Mul', [hidden, affine('norm1', inputs, 'weight')])
  hidden = graph.op('Add', [hidden, affine('norm1', inputs, 'bias')])
  hidden = resized(activate(graph, graph.narrow(hidden), style.activation))
  hidden = conv(graph, hidden, `${name}.conv1`, inputs, outputs, 3)

  const shifted = style.timeShift === 'scale_shift'
  const projected = linear(graph, style.time, `${name}.time_emb_proj`, style.timeWidth, shifted ? 2 * outputs : outputs)
  const row = graph.op('Reshape', [projected, graph.ints([0, -1, 1, 1])])
  if (shifted) {
    const time = graph.wide(row)
    // (γn + β)(1 + s) + h = γ(1 + s)·n + (β(1 + s) + h) takes two passes over the large tensor instead of four.
    const [scale = '', shift = ''] = graph.ops('Split', [time], 2, { axis: 1, num_outputs: 2 })
    const factor = graph.op('Add', [scale, graph.floats([1])])
    hidden = normGroups(graph, hidden, style.groups, style.epsilon)
    hidden = graph.op('Mul', [hidden, graph.op('Mul', [factor, affine('norm2', outputs, 'weight')])])
    hidden = graph.op('Add', [
      hidden,
      graph.op('Add', [graph.op('Mul', [factor, affine('norm2', outputs, 'bias')]), shift]),
    ])
  } else {
    hidden = normGroups(graph, graph.op('Add', [hidden, row]), style.groups, style.epsilon)
    hidden = graph.op('Mul', [hidden, affine('norm2', outputs, 'weight')])
    hidden = graph.op('Add', [hidden, affine('norm2', outputs, 'bias')])
  }
  hidden = conv(graph, activate(graph, graph.narrow(hidden), style.activation), `${name}.conv2`, outputs, outputs, 3)

  const skip = inputs === outputs ? resized(x) : conv(graph, resized(x), `${name}.conv_shortcut`, inputs, outputs, 1)
  const sum = graph.op('Add', [skip, hidden])
  return style.scaleFactor === 1 ? sum : graph.op('Mul', [sum, graph.narrow(graph.floats([1 / style.scaleFactor]))])
}

function halve(graph: Graph, x: Value): Value {
  return graph.op('AveragePool', [x], { kernel_shape: [2, 2], strides: [2, 2] })
}

function double(graph: Graph, x: Value): Value {
  return graph.op('Resize', [x, '', graph.floats([1, 1, 2, 2], [4])], {
    mode: 'nearest',
    coordinate_transformation_mode: 'asymmetric',
    nearest_mode: 'floor',
  })
}
