import type { Client } from 'discord.js'
import type { Logger } from 'pino'
import type { Clock } from '@duckrabbit/clock'
import type { Engine } from '#src/engine/engine.ts'
import type { ImageWorker } from '#src/image-worker/image-worker.ts'
import type { NamedThing } from '#src/community/guess/word-list.ts'
import type { JobQueue } from '#src/queue/job-queue.ts'
import type { EnvironmentSettings } from '#src/settings/settings.ts'
import type { Store } from '#src/store/store.ts'
import type { AboutFacts } from '../cards/notes.ts'
import type { EndReport } from '../delivery/report-end.ts'
import type { Policy } from '../submission/policy.ts'
import type { FetchAttachment } from '../transport/fetch-attachment.ts'
import type { AdvisedBestOf } from '#src/renderer/advised-best-of.ts'
import type { Handlers } from './handlers.ts'

/** What a bot is put together from. */
export interface BotOptions {
  readonly client: Client
  readonly handlers: Handlers
  readonly store: Store
  readonly queue: JobQueue
  readonly engine: Pick<Engine, 'status' | 'onStatus' | 'likeness' | 'bestOf'>
  /** Opens, draws on and encodes pictures, so that none of it happens in this process. */
  readonly imageWorker: Pick<ImageWorker, 'do'>
  readonly fetchAttachment: FetchAttachment
  /** How large an attached picture may be. */
  readonly uploads: { readonly bytes: number; readonly pixels: number }
  readonly about: AboutFacts
  readonly clock: Clock
  /** In [0, 1), as Math.random. */
  readonly random: () => number
  readonly log: Logger
  /** Called once for each job whose answer has arrived or waits for its person. Must not throw. */
  readonly onEnd?: (report: EndReport) => void
  /** Default: what the settings of the guild allow. */
  readonly policy?: Policy
  /** What people call the things in pictures, for guessing rounds. Default: the project's own few words. */
  readonly namedThings?: readonly NamedThing[]
  /** How many pictures the model of a request recommends to choose from, before the engine has opened it. Default: one. */
  readonly advisedBestOf?: AdvisedBestOf
  /** Other processes of the bot, for other guilds, use the same store. Default: false. */
  readonly isShared?: boolean
  /** Settings that the environment makes for the whole bot. Default: none. */
  readonly environment?: EnvironmentSettings
}
