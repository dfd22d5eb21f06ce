import type { Logger } from 'pino'
import type { Clock } from '@duckrabbit/clock'
import type { Messages } from '#src/messages/messages.ts'
import type { Settings } from '#src/settings/settings.ts'
import type { Store } from '#src/store/store.ts'
import type { FinishedMessage } from '../delivery/finished-message.ts'
import type { FitBytes } from '../delivery/fit-files.ts'
import type { PlaceOfChannel } from '../jobs/request-place.ts'
import type { Messenger } from '../transport/messenger.ts'
import type { Threads } from '../transport/threads.ts'

/** The services that challenges use. */
export interface ChallengeParts {
  readonly store: Store
  readonly messenger: Pick<Messenger, 'post' | 'edit'>
  readonly threads: Threads
  readonly settings: Pick<Settings, 'at'>
  readonly finishedMessage: FinishedMessage
  readonly fitBytes: FitBytes
  readonly placeOfChannel: PlaceOfChannel
  /** Returns all texts of the bot in the language of a server. */
  readonly messagesFor: (guildId: string) => Promise<Messages>
  /** Discord's locale of that language; undefined for English. */
  readonly localeOf: (guildId: string) => Promise<string | undefined>
  readonly clock: Clock
  readonly log: Logger
}
