import { UserError } from '#src/errors.ts'
import { readTensor } from './float-tensors.ts'
import { openWeights } from './weights.ts'

/** IF's watermark as bytes: RGBA, row by row. */
export interface WatermarkImage {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** The name under which diffusers keeps weights. */
const stem = 'diffusion_pytorch_model'
/** The name of the tensor (diffusers, pipelines/deepfloyd_if/watermark.py). */
const tensorName = 'watermark_image'

/**
 * Reads the watermark in a folder `watermarker` of a DeepFloyd IF model: a tensor [62, 62, 4] whose numbers are bytes.
 *
 * @throws UserError `model-tensor-missing`, `model-tensor-shape` and those of `openWeights`
 */
export async function readWatermark(folder: string): Promise<WatermarkImage> {
  const weights = await openWeights(folder, stem)
  const { data, shape } = await readTensor(weights, tensorName)
  const [height, width, channels] = shape
  if (height === undefined || width === undefined || channels !== 4) {
    throw new UserError(
      'model-tensor-shape',
      `${tensorName} in ${folder} has the shape [${shape.join(', ')}] where [height, width, 4] is expected; download it again.`,
      { folder, tensor: tensorName, shape },
    )
  }
  // As torch's `to(torch.uint8)`, which cuts fractions off.
  return { width, height, data: Uint8Array.from(data, Math.trunc) }
}
