import type { Logger } from 'pino'
import type { Clock } from '@duckrabbit/clock'
import type { Job } from '#src/store/job.ts'
import { container, withHeading } from '../components/container.ts'
import type { Payload } from '../components/payload.ts'
import { text } from '../components/text.ts'
import { messagesOf } from '../jobs/job-messages.ts'
import type { ReplyOrigin } from '../jobs/reply-origin.ts'
import { type Messenger, type PlacedMessage, type Refusal, refusalOf } from '../transport/messenger.ts'
import { deliveryMethod } from './fallbacks.ts'
import type { FinishedMessage } from './finished-message.ts'

export interface DeliverParts {
  readonly messenger: Messenger
  readonly finishedMessage: FinishedMessage
  readonly clock: Clock
  readonly log: Logger
}

/** How a reply can be edited. */
export interface ReplyAccess {
  readonly origin: ReplyOrigin
  readonly token: string | undefined
  /** A reading of the monotonic clock. */
  readonly tokenIssued: number
}

/**
 * `delivered`: the person has it. `owed`: nothing reaches the person now, but a button or `/show` delivers it. `later`:
 * the network or Discord failed, so another attempt is worthwhile.
 */
export type Delivery = {
  readonly seconds: { readonly fit: number; readonly deliver: number }
} & (
  | { readonly outcome: 'delivered'; readonly placed: PlacedMessage | undefined }
  | { readonly outcome: 'owed' | 'later' }
)

/**
 * Delivers an ended job's message to the person, by the best method that Discord allows.
 *
 * Every refusal rules out one possibility, so this ends. A posted message has the job's id as its nonce, which Discord
 * enforces: a second attempt after a crash finds the message of the first.
 */
export async function deliver(parts: DeliverParts, job: Job, reach: ReplyAccess): Promise<Delivery> {
  const { clock, log } = parts
  const { origin, token, tokenIssued } = reach
  let tokenAlive = token !== undefined
  let mayPost = origin.mayPost && origin.channelId !== null
  const attempt = createAttempt(parts, job, reach)
  const { seconds } = attempt
  for (;;) {
    const method = deliveryMethod({ tokenIssued, tokenAlive, mayPost }, clock.monotonic())
    if (method === 'keep') return { outcome: 'owed', seconds }
    try {
      return { outcome: 'delivered', placed: await attempt.send(method), seconds }
    } catch (error) {
      const why = refusalOf(error)
      log.warn({ job: job.id, method, why, err: error }, 'a delivery failed')
      const next = afterRefusal(why, method, attempt)
      if (next === 'give-up') return { outcome: 'delivered', placed: undefined, seconds }
      if (next === 'later') return { outcome: 'later', seconds }
      if (next === 'no-token') tokenAlive = false
      if (next === 'no-post') {
        mayPost = false
        // Another method may still deliver the picture itself.
        attempt.plain = false
      }
      if (next === 'smaller') attempt.refusals += 1
      if (next === 'plain') attempt.plain = true
    }
  }
}

interface Attempt {
  /** How often Discord has found the message too large. */
  refusals: number
  /** Only say that the picture is kept. */
  plain: boolean
  /** The time spent so far. */
  readonly seconds: { fit: number; deliver: number }
  send(method: 'edit' | 'post'): Promise<PlacedMessage>
}

/** Sends the message of a job. Files that were made to fit once are sent by the next method as they are. */
function createAttempt(parts: DeliverParts, job: Job, { origin, token }: ReplyAccess): Attempt {
  const { messenger, clock } = parts
  const payloads = new Map<number, Payload>()
  const seconds = { fit: 0, deliver: 0 }

  async function timed<Value>(phase: 'fit' | 'deliver', work: () => Promise<Value>): Promise<Value> {
    const begun = clock.monotonic()
    try {
      return await work()
    } finally {
      seconds[phase] += (clock.monotonic() - begun) / 1000
    }
  }

  async function compose(): Promise<Payload> {
    const { refusals } = attempt
    const known = attempt.plain ? undefined : payloads.get(refusals)
    const payload = known ?? (await timed('fit', () => payloadOf(parts, job, origin, attempt)))
    if (!attempt.plain) payloads.set(refusals, payload)
    return payload
  }

  const attempt: Attempt = {
    refusals: 0,
    plain: false,
    seconds,
    async send(method) {
      const payload = await compose()
      return timed('deliver', () => {
        if (method === 'edit') return messenger.editReply(token ?? '', payload)
        const posted = {
          ...payload,
          components: withHeading(payload.components, messagesOf(job).result.for(job.personId)),
        }
        const replyTo = origin.messageId === null ? {} : { replyTo: origin.messageId }
        return messenger.post(origin.channelId ?? '', posted, { nonce: job.id, ...replyTo })
      })
    },
  }
  return attempt
}

async function payloadOf(
  { finishedMessage, log }: DeliverParts,
  job: Job,
  origin: ReplyOrigin,
  attempt: Pick<Attempt, 'refusals' | 'plain'>,
): Promise<Payload> {
  if (attempt.plain) return keptCard(job)
  try {
    return await finishedMessage(job, { ...origin, refusals: attempt.refusals })
  } catch (error) {
    // After a damaged file or on a full disk, the person must still be notified.
    log.error({ job: job.id, err: error }, 'a result could not be put together')
    attempt.plain = true
    return keptCard(job)
  }
}

type Next = 'later' | 'no-token' | 'no-post' | 'smaller' | 'plain' | 'give-up'

function afterRefusal(why: Refusal | undefined, method: 'edit' | 'post', { refusals, plain }: Attempt): Next {
  const withoutThisMethod = method === 'edit' ? 'no-token' : 'no-post'
  switch (why) {
    case undefined:
      return 'later'
    case 'token-gone':
      return method === 'edit' ? 'no-token' : 'later'
    case 'forbidden':
      // Without the permission to attach files, the text alone may still be posted.
      return method === 'post' && !plain ? 'plain' : withoutThisMethod
    case 'archived':
      return withoutThisMethod
    case 'message-gone':
      // Somebody deleted the reply while the picture was drawn, so it is not posted to the channel again.
      return 'give-up'
    case 'too-large':
      if (plain) return withoutThisMethod
      return refusals < 4 ? 'smaller' : 'plain'
    case 'other':
      return plain ? withoutThisMethod : 'plain'
    default:
      return why satisfies never
  }
}

/** The minimal message if Discord accepts nothing else: that the picture is kept. */
function keptCard(job: Job): Payload {
  return { components: [container('trouble', [text(messagesOf(job).result.kept(job.id))])], files: [] }
}
