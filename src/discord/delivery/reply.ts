import type { Timings } from '#src/renderer/events.ts'
import type { Job } from '#src/store/job.ts'
import type { Store, Token } from '#src/store/store.ts'
import { optional } from '#src/log/optional.ts'
import type { JobControls } from '../cards/controls.ts'
import { handedOverCard, offerCard, interruptedCard } from '../cards/endings.ts'
import type { Payload } from '../components/payload.ts'
import type { ReplyOrigin } from '../jobs/reply-origin.ts'
import { refusalOf } from '../transport/messenger.ts'
import { createThrottle, type Throttle } from '../transport/throttle.ts'
import { deliver, type DeliverParts } from './deliver.ts'
import { methodAfterExpiry, tokenLife, timeUntilHandover } from './fallbacks.ts'
import { jobSeconds } from '#src/queue/job-seconds.ts'
import type { RecordDelivery } from './record-delivery.ts'
import type { ReportEnd } from './report-end.ts'
import { closeReply } from './close-reply.ts'
import { fittingCard } from './fitting-card.ts'
import { createReplyState, type ReplyState } from './reply-state.ts'

/** Milliseconds between two edits of one message, with a margin to Discord's limit. */
const editGap = 2_500
/** Milliseconds from one failed delivery to the next attempt; the last one repeats. */
const retryDelays = [5_000, 15_000, 60_000, 300_000] as const
/** Milliseconds until a handover that failed is tried again. */
const handoverRetry = 10_000
/** Milliseconds for which a job that cannot reach its person is tried again at each start. */
const owedFor = 24 * 60 * 60_000

export interface ReplyParts extends DeliverParts {
  readonly store: Store
  readonly controls: Pick<JobControls, 'offer'>
  readonly recordDelivery: RecordDelivery
  readonly reportEnd: ReportEnd
}

export interface ReplyOptions {
  readonly job: Job
  readonly origin: ReplyOrigin
  readonly token?: Token
  /** When the picture may be ready, in milliseconds since 1970. */
  readonly ready: () => number | undefined
  /** Called when nothing more will happen here. */
  readonly onOver: () => void
}

/**
 * One job's message, from its position in the queue to its result. All its actions run one after the other.
 *
 * A reply that has a token is shown from the first moment. One without waits for `answerWith`, or for its end.
 */
export class Reply {
  /** The latest version of the job. */
  job: Job
  readonly #parts: ReplyParts
  readonly #options: ReplyOptions
  readonly #state: ReplyState
  #throttle: Throttle
  #lastTask: Promise<void> = Promise.resolve()
  #cancelTimer: (() => void) | undefined
  #latest: (() => Payload) | undefined
  #failedAttempts = 0
  /** The job once it has ended. From then on, nothing but its result is sent. */
  #ended: Job | undefined
  /** The timings of the drawing, or null if this process did not draw it. */
  #timings: Timings | null = null
  readonly #delivering = { fit: 0, deliver: 0 }
  #closed = false

  constructor(parts: ReplyParts, options: ReplyOptions) {
    this.job = options.job
    this.#parts = parts
    this.#options = options
    this.#state = createReplyState(parts, options.job.id, options)
    this.#throttle = this.#newThrottle()
    this.#scheduleHandover()
  }

  /** Shows progress. When several come within `gap` milliseconds, the newest wins. */
  show(payload: () => Payload, gap = editGap): void {
    this.#latest = payload
    if (!this.#canEdit()) return
    this.#throttle.push(async () => {
      if (this.#canEdit()) await this.#edit(payload())
    }, gap)
  }

  /** Answers with a token that was issued now. `messageId`: the message whose button brought it. */
  answerWith(token: string, messageId?: string): Promise<void> {
    return this.#inOrder(async () => {
      await this.#throttle.close()
      await this.#state.renew(token)
      if (this.#state.origin.standing !== 'reply' || messageId !== undefined)
        await this.#state.update({ standing: 'reply', ...(messageId === undefined ? {} : { messageId }) })
      if (this.#ended !== undefined) return this.#attempt(this.#ended)
      this.#throttle = this.#newThrottle()
      this.#scheduleHandover()
      if (this.#latest !== undefined) this.show(this.#latest)
    })
  }

  /** Keeps what the engine remarked about the request for the finished message. */
  keepNotices(notices: readonly string[]): void {
    void this.#inOrder(() => this.#state.update({ notices: [...notices] }))
  }

  /** Delivers an ended job's message. Resolves when it is delivered, owed, or to be tried later. */
  finish(ended: Job, timings: Timings | null = null): Promise<void> {
    this.job = ended
    this.#timings ??= timings
    if (this.#ended !== undefined) return this.#lastTask
    this.#ended = ended
    return this.#inOrder(() => this.#attempt(ended))
  }

  /** Says that the bot shuts down, if that is still possible and the job has not ended. */
  showInterrupted(): Promise<void> {
    return this.#inOrder(async () => {
      if (this.#ended !== undefined) return
      await this.#throttle.close()
      if (this.#canEdit())
        await this.#edit(interruptedCard(this.job)).catch((error: unknown) => this.#showFailed(error))
    })
  }

  /** Cancels its timers. Nothing is sent afterwards. */
  async close(): Promise<void> {
    this.#closed = true
    this.#cancelTimer?.()
    await this.#throttle.close()
    await this.#lastTask
  }

  #inOrder(task: () => Promise<void>): Promise<void> {
    const { log } = this.#parts
    this.#lastTask = this.#lastTask
      .then(task)
      .catch((error: unknown) => log.error({ job: this.job.id, err: error }, 'a reply failed'))
    return this.#lastTask
  }

  #newThrottle() {
    return createThrottle(this.#parts.clock, (error) => this.#showFailed(error))
  }

  #canEdit(): boolean {
    return !this.#closed && this.#state.canEdit()
  }

  async #edit(payload: Payload): Promise<void> {
    const { token, origin } = this.#state
    if (token === undefined) return
    const { messageId, channelId } = await this.#parts.messenger.editReply(token, payload)
    if (origin.messageId !== messageId) await this.#state.update({ messageId, channelId })
  }

  #showFailed(error: unknown): void {
    const why = refusalOf(error)
    if (why === 'token-gone') this.#state.dropToken()
    this.#parts.log.warn({ job: this.job.id, why, err: error }, 'progress could not be shown')
  }

  #scheduleHandover(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    const { token, tokenIssued, origin } = this.#state
    if (token === undefined || origin.standing !== 'reply') return
    const { clock } = this.#parts
    const wait = timeUntilHandover({ tokenIssued }, clock.monotonic())
    this.#cancelTimer = clock.after(wait, () => void this.#inOrder(() => this.#handOver()))
  }

  /** Shortly before the token expires, the reply announces how the picture will be delivered. */
  async #handOver(): Promise<void> {
    const { origin, tokenIssued } = this.#state
    if (this.#ended !== undefined || origin.standing !== 'reply') return
    await this.#throttle.close()
    const method = methodAfterExpiry(origin)
    try {
      await this.#edit(method === 'post' ? handedOverCard(this.job) : this.#offerCard())
      await this.#state.update({ standing: method === 'post' ? 'handed-over' : 'offered' })
    } catch (error) {
      this.#showFailed(error)
      const { clock } = this.#parts
      if (this.#state.token !== undefined && clock.monotonic() < tokenIssued + tokenLife)
        this.#cancelTimer = clock.after(handoverRetry, () => void this.#inOrder(() => this.#handOver()))
    }
  }

  #offerCard(): Payload {
    return offerCard(this.job, this.#options.ready(), this.#parts.controls.offer(this.job))
  }

  /**
   * Puts a Collect button on a reply that announced a new message, which the bot may no longer post, or that still
   * shows progress. The reply is edited as the bot's own message, since the token has expired.
   */
  async #offerInstead(): Promise<void> {
    const { messageId, channelId, standing } = this.#state.origin
    if (standing === 'offered' || messageId === null || channelId === null) return
    try {
      await this.#parts.messenger.edit(channelId, messageId, this.#offerCard())
      await this.#state.update({ standing: 'offered' })
    } catch (error) {
      this.#showFailed(error)
    }
  }

  async #attempt(ended: Job): Promise<void> {
    const { store, clock, log, recordDelivery } = this.#parts
    await this.#throttle.close()
    this.#cancelTimer?.()
    if (this.#closed) return
    const { fileLimit } = this.#state.origin
    const fitting = await optional(log, 'the size of a result', () => fittingCard(store, ended, fileLimit))
    if (fitting !== undefined && this.#canEdit())
      await this.#edit(fitting).catch((error: unknown) => this.#showFailed(error))
    const delivery = await deliver(this.#parts, ended, this.#state)
    this.#delivering.fit += delivery.seconds.fit
    this.#delivering.deliver += delivery.seconds.deliver
    switch (delivery.outcome) {
      case 'delivered':
        if (delivery.placed !== undefined)
          await closeReply(this.#parts, this.#state, ended, delivery.placed).catch((error: unknown) =>
            this.#showFailed(error),
          )
        await recordDelivery(ended.id, delivery.placed)
        return this.#over(ended, 'delivered')
      case 'owed':
        log.info({ job: ended.id }, 'a result waits for its person')
        await this.#offerInstead()
        if (clock.now() - (ended.endedAt ?? 0) > owedFor) await recordDelivery(ended.id, undefined)
        return this.#over(ended, 'owed')
      case 'later': {
        const wait = retryDelays[Math.min(this.#failedAttempts, retryDelays.length - 1)] ?? 0
        this.#failedAttempts += 1
        this.#cancelTimer = clock.after(wait, () => void this.#inOrder(() => this.#attempt(ended)))
      }
    }
  }

  async #over(job: Job, outcome: 'delivered' | 'owed'): Promise<void> {
    this.#options.onOver()
    const seconds = jobSeconds(job, this.#timings, this.#delivering)
    await this.#parts.reportEnd({ job, seconds, outcome })
  }
}
