import { join } from 'node:path'
import { z } from 'zod'
import { readOptionalConfig } from './config-file.ts'

/** How a CLIP wants its pictures. */
export interface ClipPreprocessing {
  /** The edge of the square in pixels. */
  readonly size: number
  /** Subtracted from each channel in [0, 1], then divided by `deviation`. */
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
}

/** OpenAI's own values. */
export const openaiPreprocessing: Omit<ClipPreprocessing, 'size'> = {
  mean: [0.48145466, 0.4578275, 0.40821073],
  deviation: [0.26862954, 0.26130258, 0.27577711],
}

const three = z.array(z.number()).length(3)
/** Pillow's number for its bicubic filter. */
const bicubic = 3

/**
 * `preprocessor_config.json` of transformers' `CLIPImageProcessor`. Defaults are OpenAI's. The size is that of the network, since
 * a vision tower takes no other.
 */
const preprocessorConfig = z.object({
  resample: z.literal(bicubic).default(bicubic),
  image_mean: three.exactOptional(),
  image_std: three.exactOptional(),
})

/**
 * Reads how pictures are prepared for a CLIP.
 *
 * @param folder the folder of `preprocessor_config.json`, which may be missing
 * @param size the edge of the network's pictures in pixels
 * @throws UserError naming the file where it asks for something that is not supported
 */
export async function readPreprocessing(folder: string, size: number): Promise<ClipPreprocessing> {
  const file = join(folder, 'preprocessor_config.json')
  const found = await readOptionalConfig(file, preprocessorConfig)
  const { mean, deviation } = openaiPreprocessing
  return { size, mean: found?.image_mean ?? mean, deviation: found?.image_std ?? deviation }
}
