import type { Clock } from '@duckrabbit/clock'
import type { Viewers } from './viewers.ts'
import type { Gateway } from './gateway/gateway.ts'
import type { Sharding } from './gateway/shards.ts'
import type { InteractionRegistry } from './interactions/interaction-registry.ts'
import type { AttachmentLinks } from './attachment-links.ts'
import type { Profile } from './profile.ts'
import type { World } from './world-types.ts'

/** The server's state and services. Everything that answers a request receives it. */
export interface ServerContext {
  readonly world: World
  readonly profile: Profile
  readonly clock: Clock
  readonly nextId: () => string
  readonly attachmentLinks: AttachmentLinks
  readonly viewers: Viewers
  readonly gateway: Gateway
  readonly interactions: InteractionRegistry
  readonly limits: Limits
  readonly sharding: Sharding
  /** Where the bot reaches this server: `http://127.0.0.1:PORT`. */
  readonly origin: () => string
}

export interface Limits {
  /** Bytes that one attachment may have. */
  readonly fileSize: number
  /** Edits that a message over an hour old takes within an hour. Discord does not publish its number. */
  readonly lateEdits: number
}
