import type { DrawRequest } from '#src/requests/draw-request.ts'

/** Where something was asked for, as far as settings and rules go by it. */
export interface Place {
  readonly personId: string
  readonly guildId: string | null
  readonly channelId: string | null
}

/** A layer of settings (guild, channel, person): fills what the request leaves open, changes nothing that was said. */
export type Layer = (request: DrawRequest, place: Place) => DrawRequest
