import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { EffectiveSettings } from '#src/settings/settings.ts'
import type { RequestPlace } from '../jobs/request-place.ts'

/** Where a picture is asked for, and the settings that hold there. */
export interface RequestContext {
  readonly place: RequestPlace
  readonly settings: EffectiveSettings
}

/** Fills what a request leaves open. It changes nothing that the person has asked for. */
export type SettingsLayer = (request: DrawRequest, context: RequestContext) => DrawRequest
