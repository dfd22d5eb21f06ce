import { join } from 'node:path'
import { type InferenceSession, Tensor } from 'onnxruntime-node'
import type { Planes } from '#src/pipeline/planes.ts'
import { type ClipConfig, clipConfig } from './clip-config.ts'
import { readConfig } from './config-file.ts'
import { readNumber } from './float-tensors.ts'
import { clipTensors, clipTextGraph, clipVisionGraph } from './graph/clip-graph.ts'
import type { LoadOptions } from './model.ts'
import { openSession } from './session.ts'
import { openWeights } from './weights.ts'

/** The name under which transformers keeps CLIP's weights. */
export const clipStem = 'model'

/** A loaded CLIP: it says how well a picture fits a text. */
export interface Clip {
  readonly config: ClipConfig
  /** What a cosine is multiplied by before a softmax over texts: exp(logit_scale). */
  readonly scale: number
  /** Pictures [3, S, S], normalised, as vectors of unit length. */
  seePictures(pictures: readonly Planes[]): Promise<readonly Float32Array[]>
  /** Texts as ids with their end mark and padding, each of `max_position_embeddings` numbers, as vectors of unit length. */
  readTexts(ids: readonly Int32Array[]): Promise<readonly Float32Array[]>
  dispose(): Promise<void>
}

/**
 * Loads both towers of a CLIP in the layout of transformers.
 *
 * @throws UserError about the files (see `openWeights`), the device or memory (see `openSession`)
 */
export async function loadClip(folder: string, options: LoadOptions = {}): Promise<Clip> {
  const config = await readConfig(join(folder, 'config.json'), clipConfig)
  const weights = await openWeights(folder, clipStem)
  const logScale = await readNumber(weights, 'logit_scale')
  const vision = await openSession(clipVisionGraph(config, weights), options)
  const text = await openSession(clipTextGraph(config, weights), options)
  const { max_position_embeddings: tokens } = config.text_config
  const { image_size: side } = config.vision_config
  return {
    config,
    scale: Math.exp(logScale),
    seePictures(pictures) {
      const data = new Float32Array(pictures.length * 3 * side * side)
      pictures.forEach((picture, index) => data.set(picture.data, index * 3 * side * side))
      const pixels = new Tensor('float32', data, [pictures.length, 3, side, side])
      return answersOf(vision, { [clipTensors.pixels]: pixels }, config.projection_dim)
    },
    readTexts(texts) {
      const ids = Int32Array.from(texts.flatMap((one) => [...one]))
      const ends = Int32Array.from(texts, (one, index) => index * tokens + endOf(one, config.text_config.eos_token_id))
      const feeds = {
        [clipTensors.ids]: new Tensor('int32', ids, [texts.length, tokens]),
        [clipTensors.ends]: new Tensor('int32', ends, [texts.length]),
      }
      return answersOf(text, feeds, config.projection_dim)
    },
    async dispose() {
      await vision.release()
      await text.release()
    },
  }
}

/** The place of the end mark. The legacy number 2 means the largest number, first occurrence (transformers, `CLIPTextTransformer`). */
export function endOf(ids: Int32Array, endMark: number): number {
  if (endMark === 2) return ids.indexOf(ids.reduce((largest, id) => Math.max(largest, id), -Infinity))
  const place = ids.indexOf(endMark)
  // As argmax of a comparison that is false everywhere.
  return place === -1 ? 0 : place
}

async function answersOf(
  session: InferenceSession,
  feeds: InferenceSession.FeedsType,
  width: number,
): Promise<readonly Float32Array[]> {
  const answers = await session.run(feeds)
  const data = answers[clipTensors.out]?.data
  if (!(data instanceof Float32Array)) throw new TypeError('CLIP did not answer in float32')
  return Array.from({ length: data.length / width }, (_, row) => data.slice(row * width, (row + 1) * width))
}

/** The cosine of two vectors of unit length. */
export function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
}
