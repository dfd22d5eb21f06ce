import { cosine } from '#src/network/clip.ts'
import type { ClipPreprocessing } from '#src/network/clip-preprocessing.ts'
import type { Scorer } from '#src/pipeline/balance.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import { resize } from '#src/pipeline/resize.ts'
import type { Drawing } from './drawing.ts'
import type { DrawingTimer } from './timings.ts'

/** Tells the merge `balanced` how well each reading can be seen; undefined if there is no CLIP. */
export function scorerOf({ model, networks }: Drawing, timer: DrawingTimer): Scorer | undefined {
  const { clip } = model
  if (clip === null) return undefined
  const known = new Map<string, Float32Array>()
  return {
    readsNoise: clip.readsNoise,
    async score(pictures, prompts, signal) {
      signal?.throwIfAborted()
      const pixels = pictures.map((picture) => normalised(picture, clip.preprocessing))
      const { answer, ...spent } = await networks.runAlone(clip, async (network) => {
        const unknown = [...new Set(prompts)].filter((prompt) => !known.has(prompt))
        if (unknown.length > 0) {
          const ids = await clip.tokenize(unknown, network.config.text_config.max_position_embeddings)
          const texts = await network.readTexts(ids)
          unknown.forEach((prompt, i) => known.set(prompt, texts[i] ?? new Float32Array()))
        }
        const seen = await network.seePictures(pixels)
        const texts = prompts.map((prompt) => known.get(prompt) ?? new Float32Array())
        return seen.map((picture) => texts.map((text) => network.scale * cosine(picture, text)))
      })
      timer.addNetwork(spent)
      return answer
    },
  }
}

/**
 * Planes in [-1, 1] as CLIP sees them, [3, S, S]. Unlike `clipPixels` it keeps what lies outside of that range, since noise does, and
 * it does not crop, since the readings of an illusion are square.
 */
function normalised(picture: Planes, { size, mean, deviation }: ClipPreprocessing): Planes {
  const small = resize(picture, { width: size, height: size })
  const area = size * size
  const data = small.data.map((value, i) => {
    const channel = Math.floor(i / area)
    return (value / 2 + 0.5 - (mean[channel] ?? 0)) / (deviation[channel] ?? 1)
  })
  return { ...small, data }
}
