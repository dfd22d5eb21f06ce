import { blockSize, groupsOf, quantizedNames as names } from '../quantized/forms.ts'
import { blocksPerRow } from '../quantized/quantize-matrix.ts'
import type { Graph, Value } from './graph.ts'
import { linear } from './layers.ts'

/** The name of the free number of rows. */
export const rowsSize = 'R'

/** A layer without a bias: x [R, inputs] → [R, outputs]. */
export type Product = (x: Value, name: string, inputs: number, outputs: number) => Value

/**
 * The largest code of an activation on either side of the middle. Codes have 7 bits, since processors without VNNI instructions add two
 * products of bytes in 16 bits, where 2 · 127 · 127 still fits and 2 · 255 · 127 does not.
 */
const largestCode = 63

/** The code of zero. Integer products of unsigned activations with signed weights are the fast ones on x86-64. */
const middle = 64

/** How many steps of the fine codes one of the coarse codes has. */
const fineSteps = 2 * largestCode

/** A group of activations in two times 7 bits, with the scale of each row. */
interface RoundedGroup {
  /** [2 · rows, inputs]: the coarse codes of all rows, then what they leave, in parts of one of their steps. */
  readonly codes: Value
  /** [rows, 1] */
  readonly scale: Value
}

/**
 * Layers whose weights are as the files hold them: quantised, in one of the forms of `quantized/forms.ts`, or not.
 *
 * Activations that several layers read are rounded once.
 */
export function products(graph: Graph): Product {
  const rounded = new Map<Value, readonly RoundedGroup[]>()
  return (x, name, inputs, outputs) => {
    const matrix = `${name}.weight`
    if (graph.holds(names.blocks(matrix))) return blockProduct(graph, x, matrix, inputs, outputs)
    if (!graph.holds(names.int8(matrix, 0))) return linear(graph, x, name, inputs, outputs, false)
    const groups = rounded.get(x) ?? roundRows(graph, x, groupsOf(inputs))
    rounded.set(x, groups)
    return int8Product(graph, groups, matrix, groupsOf(inputs), outputs)
  }
}

/**
 * Rounds each row of x, in groups, to 7 bits, and what that leaves to another 7 bits. T5's activations have huge outliers, so that one
 * code alone would be most of the error.
 */
function roundRows(graph: Graph, x: Value, sizes: readonly number[]): readonly RoundedGroup[] {
  const parts = sizes.length === 1 ? [x] : graph.ops('Split', [x, graph.ints(sizes)], sizes.length, { axis: -1 })
  return parts.map((part) => {
    const largest = graph.op('ReduceMax', [graph.op('Abs', [part]), graph.ints([-1])], { keepdims: 1 })
    const scale = graph.op('Mul', [graph.op('Max', [largest, graph.floats([1e-30])]), graph.floats([1 / largestCode])])
    const steps = graph.op('Div', [part, scale])
    const coarse = graph.op('QuantizeLinear', [steps, graph.floats([1]), graph.byte(middle)])
    const left = graph.op('Sub', [steps, graph.op('DequantizeLinear', [coarse, graph.floats([1]), graph.byte(middle)])])
    const fine = graph.op('QuantizeLinear', [left, graph.floats([1 / fineSteps]), graph.byte(middle)])
    return { codes: graph.op('Concat', [coarse, fine], { axis: 0 }), scale }
  })
}

function int8Product(
  graph: Graph,
  groups: readonly RoundedGroup[],
  matrix: string,
  sizes: readonly number[],
  outputs: number,
): Value {
  const sums = groups.map(({ codes, scale }, group) => {
    const weights = graph.codes(names.int8(matrix, group), [sizes[group] ?? 0, outputs])
    const scales = graph.weight(names.int8Scale(matrix, group), [outputs])
    // One product for both, since ONNX Runtime keeps a packed copy of the weights for each.
    const both = graph.op('MatMulIntegerToFloat', [codes, weights, graph.floats([1]), scales, graph.byte(middle)])
    const halves = graph.ops('Split', [both], 2, { axis: 0, num_outputs: 2 })
    const [coarse = '', fine = ''] = halves.map((half) => graph.sized(half, [rowsSize, outputs]))
    const sum = graph.op('Add', [coarse, graph.op('Mul', [fine, graph.floats([1 / fineSteps])])])
    return graph.op('Mul', [sum, scale])
  })
  return sums.reduce((sum, part) => graph.op('Add', [sum, part]))
}

function blockProduct(graph: Graph, x: Value, matrix: string, inputs: number, outputs: number): Value {
  const blocks = blocksPerRow(inputs)
  const bytes = graph.shapeOf(names.blocks(matrix))[2] ?? 0
  const weights = graph.codes(names.blocks(matrix), [outputs, blocks, bytes])
  const scales = graph.weight(names.blocksScale(matrix), [outputs, blocks])
  return graph.op('MatMulNBits', [x, weights, scales], {
    K: inputs,
    N: outputs,
    bits: (bytes * 8) / blockSize,
    block_size: blockSize,
    // Activations are rounded to 8 bit, too, in the same blocks.
    accuracy_level: 4,
  })
}
