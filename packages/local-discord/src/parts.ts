import type { Audience } from './audience.ts'
import type { Clock } from './clock.ts'
import type { Gateway } from './gateway/gateway.ts'
import type { Interactions } from './interactions/interactions.ts'
import type { Media } from './media.ts'
import type { World } from './world-types.ts'

/** The server's parts, handed to everything that answers a request. */
export interface Parts {
  readonly world: World
  readonly clock: Clock
  readonly nextId: () => string
  readonly media: Media
  readonly audience: Audience
  readonly gateway: Gateway
  readonly interactions: Interactions
  readonly limits: Limits
  /** Where the bot reaches this server: `http://127.0.0.1:PORT`. */
  readonly origin: () => string
}

export interface Limits {
  /** Bytes that one attachment may have. */
  readonly fileSize: number
  /** Edits that a message over an hour old takes within an hour. Discord does not publish its number. */
  readonly lateEdits: number
}
