import { encodePng } from '#src/image/encode.ts'
import { encodeDrawn } from '#src/image/encode-drawn.ts'
import { pictureOf } from '#src/image/planes-of.ts'
import { encodeReadings } from '#src/image/encode-readings.ts'
import { recipeTexts } from '#src/image/recipe-text.ts'
import { strip } from '#src/image/strip.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import type { Recipe } from '#src/requests/recipe.ts'
import { version } from '#src/version.ts'
import type { BackendModel } from './backend.ts'
import type { DrawnPicture } from './events.ts'
import type { Plans } from './plans.ts'

/** Everything that is needed to draw exactly this picture again. */
export function recipeOf(request: ResolvedRequest, model: BackendModel, picture: number, seed: number): Recipe {
  return {
    version: 1,
    request,
    picture,
    seed,
    model: { name: model.name, fingerprint: model.fingerprint },
    duckrabbit: version,
    device: model.device,
  }
}

/** Makes the files of a finished picture. An inpainted region is pasted back into its original. */
export async function finishPicture(
  drawn: Pick<DrawnPicture, 'picture' | 'recipe' | 'planes' | 'kept'>,
  { restore, readings }: Pick<Plans, 'restore'> & { readonly readings: boolean },
): Promise<DrawnPicture> {
  const { planes, kept, recipe } = drawn
  const texts = recipeTexts(recipe)
  const seen = readings ? await encodeReadings(recipe.request, pictureOf(planes)) : []
  return {
    type: 'picture',
    ...drawn,
    seed: recipe.seed,
    file: restore ? await encodePng(await restore(planes), texts) : encodeDrawn(planes, texts),
    ...(kept.length > 0 && { strip: await encodePng(await strip(kept)) }),
    ...(seen.length > 1 && { readings: seen }),
  }
}
