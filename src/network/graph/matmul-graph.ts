import { Graph, type BuiltGraph } from './graph.ts'

/** The product of two square matrices a and b, which takes 2·size³ operations. */
export function matmulGraph(size: number): BuiltGraph {
  const graph = new Graph({ folder: '', files: [], tensors: new Map(), bytes: 0, parameters: 0 })
  const a = graph.input('a', 'float', [size, size])
  const b = graph.input('b', 'float', [size, size])
  graph.output('out', graph.op('MatMul', [a, b]), [size, size])
  return graph.build()
}
