import { clipPixels } from '#src/image/clip-pixels.ts'
import { pictureOf } from '#src/image/planes-of.ts'
import { readingsOf } from '#src/image/readings.ts'
import { cosine } from '#src/network/clip.ts'
import { alignment, concealment } from '#src/pipeline/illusion-scores.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import { styled } from '#src/pipeline/styled.ts'
import { modeOf, type ResolvedRequest } from '#src/requests/draw-request.ts'
import type { Scores } from '#src/requests/scores.ts'
import type { BackendModel } from './backend.ts'
import type { Networks } from './networks.ts'
import type { DrawingTimer } from './timings.ts'

/** What scores a picture. */
export interface Scoring {
  readonly model: BackendModel
  readonly networks: Networks
  readonly timer: DrawingTimer
}

/**
 * Scores a finished picture by the CLIP among the models: how well it fits its prompt, or an illusion all of its prompts.
 * Undefined without a CLIP or a prompt.
 */
export async function scorePicture(
  { model, networks, timer }: Scoring,
  request: ResolvedRequest,
  planes: Planes,
): Promise<Scores | undefined> {
  const { clip } = model
  const mode = modeOf(request)
  const readings = await readingsOf(request, planes)
  const isIllusion = readings.length > 1
  const shown = isIllusion ? readings : [{ prompt: mode.prompts(request)[0]?.prompt ?? '', picture: pictureOf(planes) }]
  if (clip === null || shown.some(({ prompt }) => prompt === '')) return undefined
  const prompts = shown.map(({ prompt }) => styled(mode.style?.(request), prompt))
  const pixels = shown.map(({ picture }) => clipPixels(picture, clip.preprocessing))
  const { answer, ...spent } = await networks.runAlone(clip, async (network) => {
    const texts = await clip.tokenize(prompts, network.config.text_config.max_position_embeddings)
    const [seen, read] = [await network.seePictures(pixels), await network.readTexts(texts)]
    return { cosines: seen.map((picture) => read.map((text) => cosine(picture, text))), scale: network.scale }
  })
  timer.addNetwork(spent)
  const { cosines, scale } = answer
  return { alignment: alignment(cosines), ...(isIllusion && { concealment: concealment(cosines, scale) }) }
}
