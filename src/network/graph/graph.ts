import { relative, sep } from 'node:path'
import { TensorProto_DataLocation, TensorProto_DataType } from 'onnx-buf'
import type { MessageInitShape } from '@bufbuild/protobuf'
import type { NodeProtoSchema, TensorProtoSchema, ValueInfoProtoSchema } from 'onnx-buf'
import { UserError } from '#src/errors.ts'
import type { Weights } from '../weights.ts'
import { checkedTensor } from './checked-tensor.ts'
import { innermostFolder } from './innermost-folder.ts'
import { attribute, type Attributes, modelBytes, valueInfo } from './onnx-messages.ts'

/** The name of a tensor inside a graph. */
export type Value = string

/** A finished graph, ready for a session. */
export interface BuiltGraph {
  /** A serialised ONNX ModelProto. */
  readonly bytes: Uint8Array
  /** The folder that the initializers' locations are relative to, or undefined if the graph has no weights. */
  readonly weightsFolder: string | undefined
  readonly weights: Weights
}

/** The domain of ONNX Runtime's own operators. */
const ownDomain = 'com.microsoft'

/** The versions of the operator sets: the standard one, and ONNX Runtime's own. */
const opsets = [
  { domain: '', version: 20n },
  { domain: ownDomain, version: 1n },
]

/** Those of its own that are used. */
const ownOperators: ReadonlySet<string> = new Set(['MatMulIntegerToFloat', 'MatMulNBits'])

/**
 * Builds an ONNX graph in memory. The weights stay in their files: each initializer names a safetensors file, an
 * offset and a length, and ONNX Runtime maps the bytes from there.
 */
export class Graph {
  readonly #weights: Weights
  readonly #compute: 'float32' | 'float16'
  readonly #nodes: MessageInitShape<typeof NodeProtoSchema>[] = []
  readonly #initializers: MessageInitShape<typeof TensorProtoSchema>[] = []
  readonly #inputs: MessageInitShape<typeof ValueInfoProtoSchema>[] = []
  readonly #outputs: MessageInitShape<typeof ValueInfoProtoSchema>[] = []
  readonly #sizes: MessageInitShape<typeof ValueInfoProtoSchema>[] = []
  readonly #values = new Map<string, Value>()
  readonly #used = new Set<string>()
  readonly #folder: string | undefined
  #count = 0

  /** @param compute the format that layers compute in; inputs, outputs, norms and softmax stay in float32 */
  constructor(weights: Weights, compute: 'float32' | 'float16' = 'float32') {
    this.#weights = weights
    this.#compute = compute
    this.#folder = innermostFolder(weights.files.map(({ file }) => file))
  }

  /** Declares an input. A string among the dimensions names a size that is known only at run time. */
  input(name: string, type: 'float' | 'int32', dimensions: readonly (number | string)[]): Value {
    this.#inputs.push(valueInfo(name, type, dimensions))
    return name
  }

  /** Makes a value an output of the graph under this name. */
  output(name: string, value: Value, dimensions: readonly (number | string)[]): void {
    this.#nodes.push({ opType: 'Identity', input: [value], output: [name], name })
    this.#outputs.push(valueInfo(name, 'float', dimensions))
  }

  /**
   * Says the size of a float32 value where ONNX Runtime cannot work it out. While loading, it compares each value with all earlier ones of
   * unknown size, looking for memory to take over, so the time would grow with the square of the layers.
   */
  sized(value: Value, dimensions: readonly (number | string)[]): Value {
    this.#sizes.push(valueInfo(value, 'float', dimensions))
    return value
  }

  /** Adds an operator with one result. */
  op(opType: string, inputs: readonly Value[], attributes: Attributes = {}): Value {
    const [value] = this.ops(opType, inputs, 1, attributes)
    if (value === undefined) throw new RangeError(`${opType} has no result`)
    return value
  }

  /** Adds an operator with several results. */
  ops(opType: string, inputs: readonly Value[], results: number, attributes: Attributes = {}): Value[] {
    const name = `${opType}_${this.#count++}`
    const output = Array.from({ length: results }, (_, index) => (results === 1 ? name : `${name}_${index}`))
    this.#nodes.push({
      opType,
      name,
      input: [...inputs],
      output,
      attribute: Object.entries(attributes).map(attribute),
      ...(ownOperators.has(opType) && { domain: ownDomain }),
    })
    return output
  }

  /**
   * A tensor of the weights in the format that layers compute in. Others go through a Cast. The CPU does it once while loading, or each time
   * it is used (see `LoadOptions.castWhenUsed`).
   *
   * @param shape the shape that the configuration asks for
   * @param seenAs another shape for the same numbers, where that saves a Reshape
   * @throws UserError `model-tensor-missing`, `model-tensor-shape` or `model-tensor-type`, naming tensor and folder
   */
  weight(name: string, shape: readonly number[], seenAs: readonly number[] = shape): Value {
    if (this.#compute === 'float32') return this.wideWeight(name, shape, seenAs)
    const stored = this.stored(name, shape, seenAs)
    return this.#weights.tensors.get(name)?.dtype === 'F16' ? stored : this.narrow(stored)
  }

  /** A tensor of the weights in float32. Parameters and errors are those of `weight`. */
  wideWeight(name: string, shape: readonly number[], seenAs: readonly number[] = shape): Value {
    const stored = this.stored(name, shape, seenAs)
    return this.#weights.tensors.get(name)?.dtype === 'F32' ? stored : this.float(stored)
  }

  /** A value cast to float32. */
  float(value: Value): Value {
    return this.#cast(value, TensorProto_DataType.FLOAT)
  }

  /** A value that layers computed, in float32: for norms, softmax and long sums. */
  wide(value: Value): Value {
    return this.#compute === 'float32' ? value : this.float(value)
  }

  /** A value in float32, in the format that layers compute in. */
  narrow(value: Value): Value {
    return this.#compute === 'float32' ? value : this.#cast(value, TensorProto_DataType.FLOAT16)
  }

  #cast(value: Value, to: TensorProto_DataType): Value {
    const key = `${to}:${value}`
    const known = this.#values.get(key)
    if (known !== undefined) return known
    const cast = this.op('Cast', [value], { to })
    this.#values.set(key, cast)
    return cast
  }

  /** A tensor of the weights in the number format of its file. Parameters and errors are those of `weight`. */
  stored(name: string, shape: readonly number[], seenAs: readonly number[] = shape): Value {
    return this.#external('numbers', name, shape, seenAs)
  }

  /** A tensor of quantised weights, in 8 bit. Parameters and errors are those of `weight`. */
  codes(name: string, shape: readonly number[]): Value {
    return this.#external('codes', name, shape, shape)
  }

  #external(kind: 'numbers' | 'codes', name: string, shape: readonly number[], seenAs: readonly number[]): Value {
    const key = `${name}:${seenAs.join('x')}`
    const known = this.#values.get(key)
    if (known !== undefined) return known
    const { place, dataType } = checkedTensor(this.#weights, name, shape, kind)
    this.#used.add(name)
    this.#initializers.push({
      name: key,
      dataType,
      dims: seenAs.map(BigInt),
      dataLocation: TensorProto_DataLocation.EXTERNAL,
      externalData: [
        { key: 'location', value: this.#location(place.file) },
        { key: 'offset', value: String(place.offset) },
        { key: 'length', value: String(place.length) },
      ],
    })
    this.#values.set(key, key)
    return key
  }

  /** Whether the weights hold a tensor of this name. */
  holds(name: string): boolean {
    return this.#weights.tensors.has(name)
  }

  /** The shape of a tensor of the weights; empty where there is none. */
  shapeOf(name: string): readonly number[] {
    return this.#weights.tensors.get(name)?.shape ?? []
  }

  /** Marks a tensor as known although the graph does not use it. */
  ignore(name: string): void {
    this.#used.add(name)
  }

  /** A constant list of integers, such as a shape. */
  ints(numbers: readonly number[]): Value {
    return this.#constant(`ints:${numbers.join(',')}`, {
      dataType: TensorProto_DataType.INT64,
      dims: [BigInt(numbers.length)],
      int64Data: numbers.map(BigInt),
    })
  }

  /** A constant of float32 numbers. Without a shape it is a single number. */
  floats(numbers: readonly number[], shape: readonly number[] = []): Value {
    return this.#constant(`floats:${shape.join('x')}:${numbers.join(',')}`, {
      dataType: TensorProto_DataType.FLOAT,
      dims: shape.map(BigInt),
      floatData: [...numbers],
    })
  }

  /** A constant byte. */
  byte(number: number, kind: 'signed' | 'unsigned' = 'unsigned'): Value {
    const dataType = kind === 'signed' ? TensorProto_DataType.INT8 : TensorProto_DataType.UINT8
    return this.#constant(`${kind}:${number}`, { dataType, int32Data: [number] })
  }

  /**
   * Serialises the graph.
   *
   * @param optional which tensors may go unused
   * @throws UserError `model-tensor-unknown` where the weights hold a tensor that was never used
   */
  build(optional: (tensor: string) => boolean = () => false): BuiltGraph {
    for (const name of this.#weights.tensors.keys()) {
      if (this.#used.has(name) || optional(name)) continue
      throw new UserError(
        'model-tensor-unknown',
        `The weights in ${this.#weights.folder} hold ${name}, which config.json does not mention; both must come from the same model.`,
        { folder: this.#weights.folder, tensor: name },
      )
    }
    const [node, initializer, input, output] = [this.#nodes, this.#initializers, this.#inputs, this.#outputs]
    const bytes = modelBytes({ node, initializer, input, output, valueInfo: this.#sizes }, opsets)
    return { bytes, weightsFolder: this.#folder, weights: this.#weights }
  }

  #constant(key: string, tensor: MessageInitShape<typeof TensorProtoSchema>): Value {
    const known = this.#values.get(key)
    if (known !== undefined) return known
    const name = `constant_${this.#values.size}`
    this.#initializers.push({ ...tensor, name })
    this.#values.set(key, name)
    return name
  }

  #location(file: string): string {
    return this.#folder === undefined ? file : relative(this.#folder, file).split(sep).join('/')
  }
}
