import type { Job } from '#src/store/job.ts'
import type { Payload } from '../components/payload.ts'
import { handoverCard, parkedCard } from '../cards/result.ts'
import { deliver, type DeliverParts } from './deliver.ts'
import { canEdit, handover, untilHandover } from './fallbacks.ts'
import { refusal } from '../transport/messenger.ts'
import { type ReplyOrigin, toJobOrigin } from '../jobs/reply-origin.ts'
import { createThrottle } from '../transport/throttle.ts'

/** Milliseconds between two edits of one message at the least: Discord's limit with room to spare. */
export const editGap = 2_500
/** Milliseconds from one failed delivery to the next try; the last one repeats. */
const retryAfter = [5_000, 15_000, 60_000, 300_000] as const
/** How long a job that has no way to its person is tried again at each start, in milliseconds. */
const owedFor = 24 * 60 * 60_000

/** One job's message, from the place in line to the result. Everything it does happens one after the other. */
export interface Reply {
  /** The job as last heard of. */
  job: Job
  /** Shows progress; the newest of what comes faster than `gap` milliseconds wins. Default: `editGap`. */
  show(payload: () => Payload, gap?: number): void
  /** An interaction's token to answer by, born now. `messageId`: of the message that was pressed. */
  bind(token: string, messageId?: string): Promise<void>
  /** What the engine has to say about the request, for the finished message. */
  notice(notices: readonly string[]): void
  /** Brings an ended job's message; resolves when it is there, or owed, or to be tried later. */
  finish(job: Job): Promise<void>
  /** The bot goes down: says so where it still can. */
  park(): Promise<void>
  /** Forgets timers; nothing is sent any more. */
  close(): Promise<void>
}

export interface ReplyOptions {
  readonly job: Job
  readonly origin: ReplyOrigin
  readonly token?: { readonly token: string; readonly since: number }
  /** When the picture may be ready, for the words of a handover: milliseconds since 1970. */
  readonly ready: () => number | undefined
  /** Called once nothing more is going to happen here. */
  readonly over: () => void
}

/** A reply that has a token is shown from the first moment; one without waits for `bind`, or for its end. */
export function createReply(parts: DeliverParts, options: ReplyOptions): Reply {
  const { store, messenger, clock, log } = parts
  let { job, origin } = options
  let token = options.token?.token
  let tokenBorn = options.token?.since ?? 0
  let throttle = createThrottle(clock, showFailed)
  let tail: Promise<void> = Promise.resolve()
  let cancelTimer: (() => void) | undefined
  let waiting: (() => Payload) | undefined
  let tries = 0
  let finishing = false
  let closed = false

  const inTurn = (task: () => Promise<void>): Promise<void> => {
    tail = tail.then(task).catch((error: unknown) => log.error({ job: job.id, err: error }, 'a reply went wrong'))
    return tail
  }

  const editable = (): boolean =>
    !closed &&
    origin.standing === 'reply' &&
    canEdit({ tokenBorn, tokenAlive: token !== undefined, mayPost: origin.mayPost }, clock.now())

  function showFailed(error: unknown): void {
    const why = refusal(error)
    if (why === 'token-gone') token = undefined
    log.warn({ job: job.id, why, err: error }, 'progress could not be shown')
  }

  async function edit(payload: Payload): Promise<void> {
    if (token === undefined) return
    const placed = await messenger.editReply(token, payload)
    if (origin.messageId !== placed.messageId)
      await remember({ messageId: placed.messageId, channelId: placed.channelId })
  }

  async function remember(change: Partial<ReplyOrigin>): Promise<void> {
    origin = { ...origin, ...change }
    await store.jobs.setOrigin(job.id, toJobOrigin(origin))
  }

  /** Before the token dies: from here on the reply only says how the picture will come. */
  async function handOver(): Promise<void> {
    if (!editable() && origin.standing !== 'reply') return
    await throttle.close()
    const to = handover(
      origin.mayPost ? { tokenBorn, tokenAlive: true, mayPost: true } : { tokenBorn, tokenAlive: true, mayPost: false },
    )
    try {
      await edit(handoverCard(job, to, options.ready()))
      await remember({ standing: to === 'post' ? 'handed-over' : 'offered' })
    } catch (error) {
      showFailed(error)
    }
  }

  function awaitHandover(): void {
    cancelTimer?.()
    cancelTimer = undefined
    if (token === undefined || origin.standing !== 'reply') return
    const wait = untilHandover({ tokenBorn, tokenAlive: true, mayPost: origin.mayPost }, clock.now())
    cancelTimer = clock.after(wait, () => void inTurn(handOver))
  }

  async function attempt(ended: Job): Promise<void> {
    await throttle.close()
    cancelTimer?.()
    if (closed) return
    const delivery = await deliver(parts, ended, { origin, token, tokenBorn })
    switch (delivery.outcome) {
      case 'delivered': {
        const { placed } = delivery
        if (placed !== undefined) await store.messages.put({ ...placed, jobId: ended.id, state: { shows: 'result' } })
        await store.jobs.delivered(ended.id)
        options.over()
        return
      }
      case 'owed':
        log.info({ job: ended.id }, 'a result waits for its person')
        if (clock.now() - (ended.endedAt ?? 0) > owedFor) await store.jobs.delivered(ended.id)
        options.over()
        return
      case 'later': {
        const wait = retryAfter[Math.min(tries, retryAfter.length - 1)] ?? 0
        tries += 1
        cancelTimer = clock.after(wait, () => void inTurn(() => attempt(ended)))
      }
    }
  }

  awaitHandover()

  return {
    get job() {
      return job
    },
    set job(next) {
      job = next
    },
    show(payload, gap = editGap) {
      waiting = payload
      if (!editable()) return
      throttle.push(async () => {
        if (editable()) await edit(payload())
      }, gap)
    },
    bind(fresh, messageId) {
      return inTurn(async () => {
        await throttle.close()
        token = fresh
        tokenBorn = clock.now()
        throttle = createThrottle(clock, showFailed)
        // The queue writes the first token with the job's row; those of presses are written here.
        if ((await store.tokens.get(job.id))?.token !== fresh) await store.tokens.put(job.id, fresh)
        finishing = false
        if (origin.standing !== 'reply' || messageId !== undefined)
          await remember({ standing: 'reply', ...(messageId === undefined ? {} : { messageId }) })
        awaitHandover()
        if (waiting !== undefined) this.show(waiting)
      })
    },
    notice(notices) {
      void inTurn(() => remember({ notices: [...notices] }))
    },
    finish(ended) {
      job = ended
      if (finishing) return tail
      finishing = true
      return inTurn(() => attempt(ended))
    },
    park() {
      return inTurn(async () => {
        await throttle.close()
        if (editable()) await edit(parkedCard(job)).catch(showFailed)
      })
    },
    async close() {
      closed = true
      cancelTimer?.()
      await throttle.close()
      await tail
    },
  }
}
