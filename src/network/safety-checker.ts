import { dirname, join } from 'node:path'
import { Tensor } from 'onnxruntime-node'
import { z } from 'zod'
import type { Planes } from '#src/pipeline/planes.ts'
import { clipVisionConfig } from './clip-config.ts'
import { readPreprocessing } from './clip-preprocessing.ts'
import { readConfig } from './config-file.ts'
import { safetyGraph, safetyTensors } from './graph/safety-graph.ts'
import type { LoadOptions, SafetyCheckerFiles } from './model.ts'
import { openSession } from './session.ts'
import { openWeights } from './weights.ts'

/** The name under which transformers keeps the weights. */
export const safetyStem = 'model'

/** Above this number a head says yes (diffusers, `IFSafetyChecker.forward`). */
const threshold = 0.5

const safetyConfig = z.object({ vision_config: clipVisionConfig.prefault({}) })

/**
 * Describes the safety checker in a folder `safety_checker` of a DeepFloyd IF model. `feature_extractor` beside it says how
 * pictures are prepared.
 *
 * @throws UserError about the files, see `openWeights`
 */
export async function describeSafetyChecker(folder: string): Promise<SafetyCheckerFiles> {
  const { vision_config: config } = await readConfig(join(folder, 'config.json'), safetyConfig)
  const { parameters } = await openWeights(folder, safetyStem)
  const preprocessing = await readPreprocessing(join(dirname(folder), 'feature_extractor'), config.image_size)
  return { folder, preprocessing, parameters }
}

/** What the checker found in a picture, with the heads' numbers: above 0.5 means yes. */
export interface SafetyFinding {
  readonly unsafe: boolean
  /** A watermark that the model has learnt from somebody's pictures. */
  readonly watermarked: boolean
  readonly scores: { readonly unsafe: number; readonly watermarked: number }
}

/** IF's safety checker: a CLIP vision tower with two heads. */
export interface SafetyChecker {
  /** The edge of its pictures in pixels. */
  readonly size: number
  /** Pictures [3, S, S], normalised as CLIP's. */
  check(pictures: readonly Planes[]): Promise<readonly SafetyFinding[]>
  dispose(): Promise<void>
}

/**
 * Loads the safety checker in a folder `safety_checker` of a DeepFloyd IF model.
 *
 * @throws UserError about the files (see `openWeights`), the device or memory (see `openSession`)
 */
export async function loadSafetyChecker(folder: string, options: LoadOptions = {}): Promise<SafetyChecker> {
  const { vision_config: config } = await readConfig(join(folder, 'config.json'), safetyConfig)
  const weights = await openWeights(folder, safetyStem)
  const session = await openSession(safetyGraph(config, weights), options)
  const side = config.image_size
  return {
    size: side,
    async check(pictures) {
      if (pictures.length === 0) return []
      const data = new Float32Array(pictures.length * 3 * side * side)
      pictures.forEach((picture, index) => data.set(picture.data, index * 3 * side * side))
      const pixels = new Tensor('float32', data, [pictures.length, 3, side, side])
      const answers = await session.run({ [safetyTensors.pixels]: pixels })
      const heads = answers[safetyTensors.out]?.data
      if (!(heads instanceof Float32Array)) throw new TypeError('the safety checker did not answer in float32')
      return pictures.map((_, row) => {
        const [unsafe = 0, watermarked = 0] = heads.slice(2 * row, 2 * row + 2)
        return {
          unsafe: unsafe > threshold,
          watermarked: watermarked > threshold,
          scores: { unsafe, watermarked },
        }
      })
    },
    dispose: () => session.release(),
  }
}
