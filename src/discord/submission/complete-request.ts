import { UserError } from '#src/errors.ts'
import { optionRefused } from '#src/messages/option-refusals.ts'
import { fill } from '#src/messages/template.ts'
import { type DrawRequest, modeOf } from '#src/requests/draw-request.ts'
import { fields } from '#src/requests/fields.ts'
import { parseRequest } from '#src/requests/parse-request.ts'
import { drawSeed } from '#src/requests/seed.ts'
import { namesStageTwo } from '#src/requests/shared.ts'
import { blankPictures, type PictureSources } from './picture-source.ts'
import { fillSlots, type RequestTemplate } from '#src/requests/request-template.ts'
import type { RequestContext, SettingsLayer } from './settings-layer.ts'

/**
 * Checks the numbers and words of a request before its pictures are fetched. Pure and fast, so it can run before the
 * acknowledgement.
 *
 * @throws UserError `bad-request`, `too-many-pictures`
 */
export function checkRequest(template: RequestTemplate, pictures: PictureSources = {}): DrawRequest {
  return obeyChannelRules(parseRequest(fillSlots(template, blankPictures(pictures))))
}

/**
 * Turns a checked request into the request of a job: the settings layers fill in missing values, then a seed is drawn.
 *
 * The seed is drawn here and not in the engine, so that an interrupted job draws the same picture again. The model
 * fills in whatever is still missing.
 *
 * @throws UserError `bad-request`, `too-many-pictures` if the settings conflict with the request
 */
export function completeRequest(
  checked: DrawRequest,
  context: RequestContext,
  { layers, random }: { readonly layers: readonly SettingsLayer[]; readonly random: () => number },
): DrawRequest {
  const request = layers.reduce((request, layer) => layer(request, context), checked)
  const mode = modeOf(request)
  const seed = mode.settings(request).seed ?? drawSeed(random)
  return obeyChannelRules(mode.withSettings(request, { seed }))
}

/** Returns the request if it follows the rules of channels. */
function obeyChannelRules(request: DrawRequest): DrawRequest {
  const mode = modeOf(request)
  const settings = mode.settings(request)
  const { size, count = 1, bestOf = 1 } = settings
  if (mode.stages === 'both' && size === 64 && namesStageTwo(settings))
    throw new UserError('bad-request', optionRefused.noSecondStage)
  const { maxInChannel } = fields.count
  if (count > maxInChannel)
    throw new UserError('too-many-pictures', fill(optionRefused.tooManyPictures, { most: maxInChannel }), { count })
  if (bestOf > 1 && count > 1) throw new UserError('bad-request', optionRefused.countAndBestOf)
  const most = fields.bestOf.maxInChannel
  if (bestOf > most)
    throw new UserError('too-many-pictures', fill(optionRefused.tooManyPictures, { most }), { count: bestOf })
  return request
}
