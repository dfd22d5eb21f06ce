import type { Logger } from 'pino'
import type { Clock } from '@duckrabbit/clock'
import type { Engine } from '#src/engine/engine.ts'
import type { ImageWorker } from '#src/image-worker/image-worker.ts'
import type { JobQueue } from '#src/queue/job-queue.ts'
import type { Settings } from '#src/settings/settings.ts'
import type { Store } from '#src/store/store.ts'
import type { JobControls } from '../cards/controls.ts'
import type { AboutFacts } from '../cards/notes.ts'
import type { RunInTurn } from '../challenges/ballot-turns.ts'
import type { ChallengeScheduler } from '../challenges/scheduler.ts'
import type { GuessServices } from '../guess/create-guessing.ts'
import type { Threads } from '../transport/threads.ts'
import type { FinishedMessage } from '../delivery/finished-message.ts'
import type { FitBytes } from '../delivery/fit-files.ts'
import type { RecordDelivery } from '../delivery/record-delivery.ts'
import type { Replies } from '../delivery/replies.ts'
import type { Acknowledgements } from '../interactions/acknowledgements.ts'
import type { StarBoard } from '../gallery/star-board.ts'
import type { StarLabels } from '../gallery/star-labels.ts'
import type { PlaceOfChannel } from '../jobs/request-place.ts'
import type { ModerationLog } from '../moderation/moderation-log.ts'
import type { MessageRemover } from '../moderation/remove-messages.ts'
import type { Drafts } from '../submission/drafts.ts'
import type { FetchPictures } from '../submission/fetch-pictures.ts'
import type { Submit } from '../submission/submit.ts'
import type { FetchAttachment } from '../transport/fetch-attachment.ts'
import type { Messenger } from '../transport/messenger.ts'

/**
 * Everything that commands, buttons and forms can use. `createBot` creates it once. Each handler declares the few
 * services that it uses with `Pick`.
 */
export interface Services extends GuessServices {
  readonly acknowledge: Acknowledgements
  readonly submit: Submit
  readonly drafts: Drafts
  readonly replies: Pick<Replies, 'answerWith'>
  readonly recordDelivery: RecordDelivery
  readonly finishedMessage: FinishedMessage
  readonly messenger: Messenger
  readonly threads: Threads
  readonly challenges: ChallengeScheduler
  readonly ballotTurns: RunInTurn
  readonly starBoard: Pick<StarBoard, 'update'>
  readonly starLabels: StarLabels
  readonly store: Store
  /** Settings of guilds, channels and people. */
  readonly settings: Settings
  readonly moderationLog: Pick<ModerationLog, 'add'>
  readonly messageRemover: Pick<MessageRemover, 'start'>
  readonly queue: JobQueue
  readonly engine: Pick<Engine, 'status'>
  readonly imageWorker: Pick<ImageWorker, 'do'>
  readonly fitBytes: FitBytes
  readonly placeOfChannel: PlaceOfChannel
  readonly fetchPictures: FetchPictures
  readonly fetchAttachment: FetchAttachment
  readonly controls: Pick<JobControls, 'more'>
  readonly clock: Clock
  readonly log: Logger
  readonly about: AboutFacts
}
