import type { ClipPreprocessing } from '#src/network/clip-preprocessing.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import { flatten, type Picture } from './picture.ts'
import { pillowResize } from './pillow-resize.ts'

/**
 * A picture as CLIP sees it, [3, S, S]: the shorter edge brought to S, the middle cut out, the channels normalised
 * (transformers, `CLIPImageProcessor` with Pillow).
 */
export function clipPixels(picture: Picture, { size, mean, deviation }: ClipPreprocessing): Planes {
  const { width, height } = picture
  const [across, down] =
    width <= height ? [size, Math.trunc((size * height) / width)] : [Math.trunc((size * width) / height), size]
  const { data } = pillowResize(flatten(picture), across, down)
  const left = Math.trunc((across - size) / 2)
  const top = Math.trunc((down - size) / 2)
  const planes = new Float32Array(3 * size * size)
  for (let c = 0; c < 3; c++) {
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const value = (data[4 * ((top + y) * across + left + x) + c] ?? 0) / 255
        planes[(c * size + y) * size + x] = (value - (mean[c] ?? 0)) / (deviation[c] ?? 1)
      }
    }
  }
  return { data: planes, channels: 3, height: size, width: size }
}
