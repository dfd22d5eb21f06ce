import { Tensor } from 'onnxruntime-node'
import { Graph } from '../graph/graph.ts'
import { openSession } from '../session.ts'

const rows = 16
const inputs = 64

/**
 * Whether ONNX Runtime multiplies unsigned by signed bytes exactly on this processor. Without VNNI instructions it adds pairs of products
 * in 16 bit, where large ones saturate.
 */
export async function integerProductsAreExact(): Promise<boolean> {
  const graph = new Graph({ folder: '', files: [], tensors: new Map(), bytes: 0, parameters: 0 })
  const a = graph.input('a', 'float', [rows, inputs])
  const b = graph.input('b', 'float', [inputs, rows])
  const bytes = (value: string, signed: boolean) =>
    graph.op('QuantizeLinear', [value, graph.floats([1]), signed ? graph.byte(0, 'signed') : graph.byte(0)])
  graph.output('out', graph.float(graph.op('MatMulInteger', [bytes(a, false), bytes(b, true)])), [rows, rows])
  const session = await openSession(graph.build(), {})
  try {
    const answers = await session.run({
      a: new Tensor('float32', new Float32Array(rows * inputs).fill(255), [rows, inputs]),
      b: new Tensor('float32', new Float32Array(inputs * rows).fill(127), [inputs, rows]),
    })
    const out = answers['out']?.data
    return out instanceof Float32Array && out.every((sum) => sum === 255 * 127 * inputs)
  } finally {
    await session.release()
  }
}
