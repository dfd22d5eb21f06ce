import type { Logger } from 'pino'
import type { Clock } from '@duckrabbit/clock'
import type { WordList } from '#src/community/guess/word-list.ts'
import type { ImageWorker } from '#src/image-worker/image-worker.ts'
import type { Messages } from '#src/messages/messages.ts'
import type { JobQueue } from '#src/queue/job-queue.ts'
import type { Settings } from '#src/settings/settings.ts'
import type { Store } from '#src/store/store.ts'
import type { FinishedMessage } from '../delivery/finished-message.ts'
import type { PlaceOfChannel } from '../jobs/request-place.ts'
import type { Messenger } from '../transport/messenger.ts'
import type { Threads } from '../transport/threads.ts'

/** The services that guessing rounds use. */
export interface GuessParts {
  readonly store: Store
  readonly messenger: Pick<Messenger, 'post' | 'edit' | 'editKeepingFiles'>
  readonly threads: Pick<Threads, 'findMarked'>
  readonly imageWorker: Pick<ImageWorker, 'do'>
  readonly finishedMessage: FinishedMessage
  readonly settings: Pick<Settings, 'at'>
  readonly placeOfChannel: PlaceOfChannel
  readonly queue: Pick<JobQueue, 'add' | 'cancel'>
  /** The words by which guesses are judged. */
  readonly words: WordList
  /** Returns all texts of the bot in the language of a server. */
  readonly messagesFor: (guildId: string) => Promise<Messages>
  readonly clock: Clock
  readonly log: Logger
}
