import type { Planes } from '#src/pipeline/planes.ts'
import { flatten, type Picture } from './picture.ts'
import { pillowResize } from './pillow-resize.ts'

/** How a CLIP wants its pictures: the fields of `preprocessor_config.json` that matter. */
export interface ClipPixels {
  /** The edge of the square in pixels. */
  readonly size: number
  /** Subtracted from each channel in [0, 1], then divided by. */
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
}

/** OpenAI's own values. */
export const openaiPixels: Omit<ClipPixels, 'size'> = {
  mean: [0.48145466, 0.4578275, 0.40821073],
  deviation: [0.26862954, 0.26130258, 0.27577711],
}

/**
 * A picture as CLIP sees it, [3, S, S]: the shorter edge brought to S, the middle cut out, the channels normalised
 * (transformers, `CLIPImageProcessor` with Pillow).
 */
export function clipPixels(picture: Picture, { size, mean, deviation }: ClipPixels): Planes {
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
