import type { Logger } from 'pino'
import type { ImageWorker } from '#src/image-worker/image-worker.ts'
import type { Clock } from '#src/clock.ts'
import { refused, result as words } from '#src/messages/replies.ts'
import type { Job } from '#src/store/job.ts'
import type { Result, Store } from '#src/store/store.ts'
import { layout, type Look, shownIn } from '../cards/layout.ts'
import { endedCard, resultCard } from '../cards/result.ts'
import { container, text } from '../components/frame.ts'
import type { Payload } from '../components/payload.ts'
import { develop, type DevelopParts } from './render-readings.ts'
import { type FitBytes, fitFiles } from './fit-files.ts'
import { rungFor } from './fallbacks.ts'
import { type Messenger, type Placed, type Refusal, refusal } from '../transport/messenger.ts'
import { type ReplyOrigin, readOrigin } from '../jobs/reply-origin.ts'

/** What delivering needs of the rest. */
export interface DeliverParts {
  readonly store: Store
  readonly messenger: Messenger
  readonly clock: Clock
  readonly log: Logger
  readonly fitBytes: FitBytes
  readonly imageWorker: Pick<ImageWorker, 'do'>
}

/** The reply as it stands: its origin, and its token while there is one. */
export interface Standing {
  readonly origin: ReplyOrigin
  readonly token: string | undefined
  /** Milliseconds since 1970. */
  readonly tokenBorn: number
}

/**
 * `delivered`: the person has it. `owed`: there is no way to them now; a press or `/show` brings it.
 * `later`: the network or Discord failed; try again.
 */
export type Delivery =
  | { readonly outcome: 'delivered'; readonly placed: Placed | undefined }
  | { readonly outcome: 'owed' | 'later' }

/** The message of an ended job; `refusals`: how often Discord found it too large. */
export async function finishedPayload(
  { store, imageWorker, fitBytes, log }: Pick<DeliverParts, 'store' | 'imageWorker' | 'fitBytes' | 'log'>,
  job: Job,
  place: Pick<ReplyOrigin, 'fileLimit' | 'spoiler' | 'notices' | 'guildId'> & {
    readonly heading?: string
    readonly look?: Look
  },
  refusals = 0,
): Promise<Payload> {
  if (job.state !== 'done') return endedCard(job)
  const results = await developed({ store, imageWorker }, job, log)
  const laidOut = layout(job, results, place.look)
  const shown = shownIn(laidOut)
  const loaded = await Promise.all(
    shown.map(async (result) => ({ result, bytes: await store.pictures.get(result.sha256) })),
  )
  const kept = loaded.flatMap(({ result, bytes }) => (bytes === null ? [] : [{ result, bytes }]))
  const fitted = await fitFiles(kept, { fileLimit: place.fileLimit, fitBytes, refusals })
  return resultCard({
    job,
    results,
    layout: laidOut,
    files: fitted.files,
    notes: [
      ...(kept.length === 0 ? [refused.gone] : []),
      ...fitted.notes,
      ...place.notices,
      ...(await madeFrom(store, job, place)),
    ],
    spoiler: place.spoiler,
    ...(place.heading === undefined ? {} : { heading: place.heading }),
  })
}

/**
 * Says what this picture was made from, with a link to where it stands. Nobody can follow a link to a private message,
 * or from elsewhere into a direct one; there the words stand alone.
 */
async function madeFrom(
  store: Store,
  { parentId }: Job,
  here: Pick<ReplyOrigin, 'guildId'>,
): Promise<readonly string[]> {
  if (parentId === null) return []
  const parent = await store.jobs.get(parentId)
  const origin = parent === null ? undefined : readOrigin(parent)
  const [shown] = await store.messages.ofJob(parentId)
  if (shown === undefined || origin === undefined || origin.ephemeral) return [words.madeFromAnother]
  if (origin.guildId === null && here.guildId !== null) return [words.madeFromAnother]
  const place = `${origin.guildId ?? '@me'}/${shown.channelId}/${shown.messageId}`
  return [words.madeFrom(`https://discord.com/channels/${place}`)]
}

/** With everything that is shown beside the pictures; without it where that cannot be made: a picture is never lost. */
async function developed(parts: DevelopParts, job: Job, log: Logger): Promise<readonly Result[]> {
  try {
    return await develop(parts, job.id)
  } catch (error) {
    log.error({ job: job.id, err: error }, 'a result could not be developed')
    return parts.store.results.ofJob(job.id)
  }
}

/**
 * Brings an ended job's message to the person, from the best rung of the ladder downwards.
 *
 * Every refusal of Discord takes one possibility away, so this ends. The nonce of a posted message is the job's id,
 * enforced by Discord: a second attempt after a crash finds the first one's message.
 */
export async function deliver(parts: DeliverParts, job: Job, standing: Standing): Promise<Delivery> {
  const { messenger, clock, log } = parts
  const { origin, token, tokenBorn } = standing
  let tokenAlive = token !== undefined
  let mayPost = origin.mayPost && origin.channelId !== null
  let refusals = 0
  let plain = false
  for (;;) {
    const rung = rungFor({ tokenBorn, tokenAlive, mayPost }, clock.now())
    if (rung === 'keep') return { outcome: 'owed' }
    const heading = rung === 'post' ? words.for(job.personId) : undefined
    const payload = plain
      ? plainPayload(job)
      : await finishedPayload(parts, job, { ...origin, ...(heading === undefined ? {} : { heading }) }, refusals).catch(
          (error: unknown) => {
            // A damaged file, a full disk: the person is told all the same.
            log.error({ job: job.id, err: error }, 'a result could not be put together')
            plain = true
            return plainPayload(job)
          },
        )
    try {
      const placed =
        rung === 'edit'
          ? await messenger.editReply(token ?? '', payload)
          : await messenger.post(origin.channelId ?? '', payload, {
              nonce: job.id,
              ...(origin.messageId === null ? {} : { replyTo: origin.messageId }),
            })
      return { outcome: 'delivered', placed }
    } catch (error) {
      const why = refusal(error)
      log.warn({ job: job.id, rung, why, err: error }, 'a delivery was refused')
      const next = afterRefusal(why, rung, { refusals, plain })
      if (next === 'give-up') return { outcome: why === 'message-gone' ? 'delivered' : 'owed', placed: undefined }
      if (next === 'later') return { outcome: 'later' }
      if (next === 'no-token') tokenAlive = false
      if (next === 'no-post') mayPost = false
      if (next === 'smaller') refusals += 1
      if (next === 'plain') plain = true
    }
  }
}

type Next = 'later' | 'no-token' | 'no-post' | 'smaller' | 'plain' | 'give-up'

function afterRefusal(
  why: Refusal | undefined,
  rung: 'edit' | 'post',
  tried: { readonly refusals: number; readonly plain: boolean },
): Next {
  switch (why) {
    case undefined:
      return 'later'
    case 'token-gone':
      return rung === 'edit' ? 'no-token' : 'later'
    case 'forbidden':
      return rung === 'post' ? 'no-post' : 'no-token'
    case 'message-gone':
      // Somebody deleted the reply while the picture was painted: it is not forced on the channel again.
      return 'give-up'
    case 'too-large':
      if (tried.plain) return rung === 'edit' ? 'no-token' : 'no-post'
      return tried.refusals < 4 ? 'smaller' : 'plain'
    case 'other':
      if (tried.plain) return rung === 'edit' ? 'no-token' : 'no-post'
      return 'plain'
    default:
      return why satisfies never
  }
}

/** The least that can be said where Discord takes nothing else: that the picture is kept. */
function plainPayload(job: Job): Payload {
  return { components: [container('trouble', [text(words.kept(job.id))])], files: [] }
}
