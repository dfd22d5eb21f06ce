import { type DrawRequest, modeOf } from '#src/requests/draw-request.ts'
import { namesStageTwo } from '#src/requests/shared.ts'
import { limitsFor } from '#src/settings/limits.ts'
import type { Allowance } from '#src/store/personal-stores.ts'
import { picturesIn, pixelsIn } from './request-costs.ts'
import type { RequestContext, SettingsLayer } from './settings-layer.ts'

/** The limits of the person in this guild. */
export function limitsIn({ place, settings }: RequestContext): ReturnType<typeof limitsFor> {
  const limits = settings.value('limits')
  return limits === undefined ? {} : limitsFor(limits, place.roleIds)
}

/** What a request takes of the person's quota in a guild. */
export function allowanceOf(guildId: string, request: DrawRequest, context: RequestContext): Allowance {
  const { picturesPerDay, cooldownSeconds } = limitsIn(context)
  return {
    guildId,
    pictures: picturesIn(request),
    ...(picturesPerDay !== undefined && { perDay: picturesPerDay }),
    ...(cooldownSeconds !== undefined && { cooldownSeconds }),
  }
}

/** Asks for the small size where the person may draw no larger one and has not named any. */
export const limitsLayer: SettingsLayer = (request, context) => {
  const mode = modeOf(request)
  const given = mode.settings(request)
  const { pixels = Infinity } = limitsIn(context)
  const isOpen = mode.stages === 'both' && given.size === undefined && !namesStageTwo(given)
  return isOpen && pixelsIn(request) > pixels ? mode.withSettings(request, { size: 64 }) : request
}
