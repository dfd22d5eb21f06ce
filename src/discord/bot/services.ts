import type { Client } from 'discord.js'
import type { Logger } from 'pino'
import type { ImageWorker } from '#src/image-worker/image-worker.ts'
import type { Engine } from '#src/engine/engine.ts'
import type { Clock } from '#src/clock.ts'
import type { JobQueue } from '#src/queue/job-queue.ts'
import type { Store } from '#src/store/store.ts'
import type { Layer } from '../submission/layers.ts'
import type { Policy } from '../submission/policy.ts'
import type { Drafts } from '../submission/drafts.ts'
import type { Gate } from '../interactions/acknowledgement-gate.ts'
import type { Lock } from '../interactions/double-press-lock.ts'
import type { FetchAttachment } from '../transport/fetch-attachment.ts'
import type { Inspect } from '../submission/picture-sources.ts'
import type { FitBytes } from '../delivery/fit-files.ts'
import type { Messenger } from '../transport/messenger.ts'
import type { Replies } from '../delivery/replies.ts'

/** What commands and buttons work with; put together once, in `bot.ts`, and handed to every handler. */
export interface Parts {
  readonly client: Client
  readonly store: Store
  readonly queue: JobQueue
  readonly engine: Pick<Engine, 'status' | 'onStatus'>
  readonly replies: Replies
  readonly messenger: Messenger
  readonly policy: Policy
  /** Settings of guild, channel and person that fill what a request leaves open; none so far. */
  readonly layers: readonly Layer[]
  readonly fetchAttachment: FetchAttachment
  readonly inspect: Inspect
  readonly fitBytes: FitBytes
  /** Pictures are opened, drawn on and encoded there: nothing of it happens in this process. */
  readonly imageWorker: Pick<ImageWorker, 'do'>
  readonly drafts: Drafts
  readonly lock: Lock
  readonly gate: Gate
  readonly clock: Clock
  /** In [0, 1), as Math.random gives. */
  readonly random: () => number
  readonly log: Logger
  readonly about: AboutFacts
}

export interface AboutFacts {
  readonly version: string
  /** The licence notice of the model that draws, as its folder names it. */
  readonly licence: string
}
