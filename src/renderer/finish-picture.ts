import { encodePng } from '#src/image/encode.ts'
import { encodeDrawn } from '#src/image/encode-drawn.ts'
import { pictureOf, planesOf } from '#src/image/planes-of.ts'
import { encodeReadings } from '#src/image/encode-readings.ts'
import type { Picture } from '#src/image/picture.ts'
import { recipeTexts } from '#src/image/recipe-text.ts'
import { strip } from '#src/image/strip.ts'
import { withWatermark } from '#src/image/watermark.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import type { Recipe } from '#src/requests/recipe.ts'
import { version } from '#src/version.ts'
import type { BackendModel } from './backend.ts'
import type { DrawnPicture } from './events.ts'
import type { Plans } from './plans.ts'

/** Everything that is needed to draw exactly this picture again. */
export function recipeOf(request: ResolvedRequest, model: BackendModel, picture: number, seed: number): Recipe {
  const isChosen = 'bestOf' in request && request.bestOf > 1
  return {
    version: 1,
    // Its own seed alone draws the chosen picture again, whatever else there was to choose from.
    request: isChosen ? { ...request, seed, bestOf: 1 } : request,
    ...(isChosen && { chosenFrom: request.bestOf }),
    picture,
    seed,
    model: { name: model.name, fingerprint: model.fingerprint },
    duckrabbit: version,
    device: model.device,
  }
}

export interface FinishOptions extends Pick<Plans, 'restore'> {
  readonly readings: boolean
  /** Puts the model's watermark on a picture. Undefined if the model has none. */
  readonly mark: ((picture: Picture) => Picture) | undefined
}

/**
 * Makes the files of a finished picture. An inpainted region is pasted back into its original, and the model's watermark comes
 * last. Readings are views of the marked picture, as they would be of diffusers' file.
 */
export async function finishPicture(
  drawn: Pick<DrawnPicture, 'picture' | 'recipe' | 'planes' | 'kept'>,
  { restore, readings, mark }: FinishOptions,
): Promise<DrawnPicture> {
  const { kept, recipe } = drawn
  const texts = recipeTexts(recipe)
  const planes = mark === undefined ? drawn.planes : planesOf(mark(pictureOf(drawn.planes)))
  const seen = readings ? await encodeReadings(recipe.request, pictureOf(planes)) : []
  const restored = restore && (await restore(drawn.planes))
  return {
    type: 'picture',
    ...drawn,
    planes,
    seed: recipe.seed,
    file: restored ? await encodePng(mark ? mark(restored) : restored, texts) : encodeDrawn(planes, texts),
    ...(kept.length > 0 && { strip: await encodePng(await strip(kept)) }),
    ...(seen.length > 1 && { readings: seen }),
  }
}

/**
 * How a model marks the pictures of one of its stages, or undefined if it has no watermark.
 *
 * @param stage the last stage that draws, whose size the mark follows (diffusers, `unet.config.sample_size`)
 */
export function watermarkOf({ watermark, stages }: BackendModel, stage: number): FinishOptions['mark'] {
  const size = stages[stage]?.description.size.width
  if (watermark === null || size === undefined) return undefined
  return (picture) => withWatermark(picture, watermark, size)
}
