import { drawingOf, type DrawRequest } from '#src/requests/draw-request.ts'
import { parseRequest } from '#src/requests/parse-request.ts'
import { drawSeed } from '#src/requests/seed.ts'
import { namesStageTwo } from '#src/requests/shared.ts'
import { UserError } from '#src/errors.ts'
import { optionRefused } from '#src/messages/option-refusals.ts'
import { fields } from '#src/requests/fields.ts'
import type { Layer, Place } from './layers.ts'

/**
 * The one place where what a person said becomes a request: options, then the layers of settings, then a seed.
 *
 * The seed is drawn here and not in the engine, so that a job that is interrupted paints the same picture again.
 * What is still open is filled by the model that paints. Pure and fast: it runs before the acknowledgement.
 *
 * @throws UserError `bad-request`, also about settings of a 256 px stage that would not be read at 64 px; `too-many-pictures`.
 */
export function settle(
  said: unknown,
  place: Place,
  { layers, random }: { readonly layers: readonly Layer[]; readonly random: () => number },
): DrawRequest {
  const request = layers.reduce((request, layer) => layer(request, place), parseRequest(said))
  const seeded =
    request.mode === 'compare'
      ? { ...request, of: { ...request.of, seed: request.of.seed ?? drawSeed(random) } }
      : { ...request, seed: request.seed ?? drawSeed(random) }
  const one = drawingOf(seeded)
  if (one.mode !== 'upscale' && one.size === 64 && namesStageTwo(one))
    throw new UserError('bad-request', optionRefused.noSecondStage)
  const count = seeded.mode === 'compare' ? 1 : (seeded.count ?? 1)
  if (count > fields.count.maxInChannel)
    throw new UserError('too-many-pictures', optionRefused.tooManyPictures(fields.count.maxInChannel), {
      count,
    })
  return seeded
}

/** The same request with another seed: what Again asks for. */
export function withoutSeed(request: DrawRequest): DrawRequest {
  if (request.mode === 'compare') {
    const { seed: _, ...of } = request.of
    return { ...request, of }
  }
  const { seed: _, ...rest } = request
  return rest
}
