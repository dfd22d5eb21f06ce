import type { KerasLayer, KerasModel } from '../keras-model.ts'
import { type BuiltGraph, Graph, type Value } from './graph.ts'

/** The names of the graph's input and output. */
export const enlargerTensors = { small: 'small', large: 'large' } as const

/**
 * The ONNX graph of a residual dense network that enlarges pictures (Zhang et al. 2018), from its Keras layers.
 *
 * Input: small f32[B, 3, H, W]. Output: large f32[B, 3, s·H, s·W]. Colours are from 0 to 255. B, H and W are free.
 *
 * @throws UserError where the weights do not fit the layers
 */
export function enlargerGraph({ layers, output, weights }: KerasModel): BuiltGraph {
  const graph = new Graph(weights)
  const values = new Map<string, { readonly value: Value; readonly channels: number }>()
  for (const layer of layers) {
    const inputs = layer.inbound_nodes.map((name) => {
      const found = values.get(name)
      if (found === undefined) throw new TypeError(`the layer ${layer.name} reads ${name}, which comes later`)
      return found
    })
    values.set(layer.name, add(graph, layer, inputs))
  }
  const last = values.get(output)
  if (last === undefined) throw new TypeError(`there is no layer ${output}`)
  graph.output(enlargerTensors.large, last.value, ['B', 3, 'largeHeight', 'largeWidth'])
  return graph.build()
}

interface Made {
  readonly value: Value
  readonly channels: number
}

function add(graph: Graph, layer: KerasLayer, inputs: readonly Made[]): Made {
  const values = inputs.map(({ value }) => value)
  const channels = inputs[0]?.channels ?? 3
  switch (layer.class_name) {
    case 'InputLayer':
      return { value: graph.input(enlargerTensors.small, 'float', ['B', 3, 'height', 'width']), channels: 3 }
    case 'Conv2D': {
      const { filters, kernel_size: kernel } = layer.config
      const [edge] = kernel
      // Keras keeps kernels as [height, width, in, out].
      const stored = graph.weight(`${layer.name}/kernel`, [edge, edge, channels, filters])
      const weight = graph.op('Transpose', [stored], { perm: [3, 2, 0, 1] })
      const bias = graph.weight(`${layer.name}/bias`, [filters])
      const pad = (edge - 1) / 2
      const shape = { kernel_shape: [...kernel], pads: [pad, pad, pad, pad] }
      return { value: graph.op('Conv', [...values, weight, bias], shape), channels: filters }
    }
    case 'Activation':
      return { value: graph.op('Relu', values), channels }
    case 'Concatenate':
      return {
        value: graph.op('Concat', values, { axis: 1 }),
        channels: inputs.reduce((sum, made) => sum + made.channels, 0),
      }
    case 'Add':
      return { value: graph.op('Add', values), channels }
    case 'UpSampling2D': {
      const [factor] = layer.config.size
      const scales = graph.floats([1, 1, factor, factor], [4])
      const nearest = { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' }
      return { value: graph.op('Resize', [...values, '', scales], nearest), channels }
    }
    default:
      return layer satisfies never
  }
}
