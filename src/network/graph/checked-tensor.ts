import { TensorProto_DataType } from 'onnx-buf'
import { UserError } from '#src/errors.ts'
import type { Dtype, TensorPlace } from '../safetensors.ts'
import type { Weights } from '../weights.ts'

/** The formats that a tensor may have: those of numbers, or those of quantised weights. */
const onnxTypes: Readonly<Record<'numbers' | 'codes', Partial<Record<Dtype, TensorProto_DataType>>>> = {
  numbers: {
    F32: TensorProto_DataType.FLOAT,
    F16: TensorProto_DataType.FLOAT16,
    BF16: TensorProto_DataType.BFLOAT16,
  },
  codes: { I8: TensorProto_DataType.INT8, U8: TensorProto_DataType.UINT8 },
}

/**
 * The place of a tensor that a graph needs.
 *
 * @throws UserError `model-tensor-missing`, `model-tensor-shape` or `model-tensor-type`, naming tensor and folder
 */
export function checkedTensor(
  { folder, tensors }: Weights,
  name: string,
  shape: readonly number[],
  kind: 'numbers' | 'codes',
): { readonly place: TensorPlace; readonly dataType: TensorProto_DataType } {
  const place = tensors.get(name)
  if (place === undefined) {
    throw new UserError(
      'model-tensor-missing',
      `The weights in ${folder} lack ${name}, which config.json asks for; download them again.`,
      { folder, tensor: name },
    )
  }
  if (place.shape.length !== shape.length || place.shape.some((size, index) => size !== shape[index])) {
    throw new UserError(
      'model-tensor-shape',
      `${name} in ${place.file} has the shape [${place.shape.join(', ')}] where config.json asks for [${shape.join(', ')}]; both must come from the same model.`,
      { file: place.file, tensor: name, shape: place.shape, expected: shape },
    )
  }
  const dataType = onnxTypes[kind][place.dtype]
  if (dataType === undefined) throw unsupportedType(name, place)
  return { place, dataType }
}

/** The error for a tensor in a number format that networks cannot read. */
export function unsupportedType(name: string, { file, dtype }: TensorPlace): UserError {
  return new UserError(
    'model-tensor-type',
    `${name} in ${file} has the number format ${dtype}, which is not supported; use weights in F32, F16 or BF16.`,
    { file, tensor: name, dtype },
  )
}
