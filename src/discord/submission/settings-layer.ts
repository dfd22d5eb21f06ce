import type { DrawRequest } from '#src/requests/draw-request.ts'

/** Where a picture is asked for, as far as settings and rules depend on it. */
export interface RequestPlace {
  readonly personId: string
  readonly guildId: string | null
  readonly channelId: string | null
}

/** One layer of settings (guild, channel, person). It fills what the request leaves open and changes nothing else. */
export type SettingsLayer = (request: DrawRequest, place: RequestPlace) => DrawRequest
