import type { Logger } from 'pino'
import type { Clock } from '@duckrabbit/clock'
import type { Messages } from '#src/messages/messages.ts'
import type { Settings } from '#src/settings/settings.ts'
import type { GalleryAudience, StarredItem, StarPost } from '#src/store/gallery/gallery-store.ts'
import type { Store } from '#src/store/store.ts'
import type { JobControls } from '../cards/controls.ts'
import { marked, markOf } from '../challenges/marks.ts'
import type { Payload } from '../components/payload.ts'
import type { FitBytes } from '../delivery/fit-files.ts'
import type { Messenger } from '../transport/messenger.ts'
import { channelRefusalOf, type Threads } from '../transport/threads.ts'
import type { MayPost } from './audience.ts'
import { starCard } from './star-card.ts'

/** Milliseconds between two looks, so that many stars at once are one edit. */
const gap = 5_000
/** Milliseconds until Discord is asked again where it could not be reached. */
const afterFault = 60_000
/** Milliseconds until a channel that has refused a message is tried again. */
const afterRefusal = 10 * 60_000

/** Keeps the star channels of guilds: one message for each picture with enough stars, with their number. */
export interface StarBoard {
  /** Looks soon at what has new stars. */
  attend(): void
  /** Resolves when nothing is being posted. */
  stop(): Promise<void>
}

export interface StarBoardParts {
  readonly store: Pick<Store, 'jobs' | 'results' | 'pictures' | 'messages' | 'gallery'>
  readonly settings: Pick<Settings, 'at'>
  readonly messenger: Pick<Messenger, 'post' | 'edit' | 'delete'>
  readonly threads: Pick<Threads, 'findMarked'>
  readonly fitBytes: FitBytes
  readonly controls: Pick<JobControls, 'accessory'>
  readonly mayPost: MayPost
  /** Everything that the bot says, in the language of a guild. */
  readonly messagesFor: (guildId: string) => Promise<Messages>
  readonly clock: Pick<Clock, 'after' | 'monotonic'>
  readonly log: Logger
}

export function createStarBoard(parts: StarBoardParts): StarBoard {
  const { store, clock, log } = parts
  /** Until when channels that have refused a message are left alone. */
  const refused = new Map<string, number>()
  let cancelTimer: (() => void) | undefined
  let lastLook = -Infinity
  let looking: Promise<void> = Promise.resolve()
  let stopped = false

  /** Whether there is more to do later. */
  async function look(): Promise<boolean> {
    let hasMore = false
    for (const item of await store.gallery.starsDue()) {
      const outcome = await show(parts, item, (channelId) => clock.monotonic() < (refused.get(channelId) ?? -Infinity))
      if (outcome.kind === 'shown') await store.gallery.starsShown(item.jobId, item.stars)
      else hasMore = true
      if (outcome.kind === 'refused') refused.set(outcome.channelId, clock.monotonic() + afterRefusal)
    }
    return hasMore
  }

  async function lookAgainAndAgain(): Promise<void> {
    try {
      if (await look()) schedule(afterRefusal)
    } catch (error) {
      log.warn({ err: error }, 'a star channel could not be written; trying again')
      schedule(afterFault)
    }
  }

  function schedule(wait: number): void {
    if (stopped || cancelTimer !== undefined) return
    cancelTimer = clock.after(wait, () => {
      cancelTimer = undefined
      lastLook = clock.monotonic()
      looking = looking.then(lookAgainAndAgain)
    })
  }

  return {
    attend() {
      cancelTimer?.()
      cancelTimer = undefined
      schedule(Math.max(0, lastLook + gap - clock.monotonic()))
    },
    async stop() {
      stopped = true
      cancelTimer?.()
      await looking
    },
  }
}

type Outcome = { readonly kind: 'shown' | 'waits' } | { readonly kind: 'refused'; readonly channelId: string }

/** Posts or edits the message of a picture, as far as the guild wants one. @throws whatever is worth another try soon */
async function show(
  parts: StarBoardParts,
  item: StarredItem,
  isRefused: (channelId: string) => boolean,
): Promise<Outcome> {
  const { store, log } = parts
  const post = await store.gallery.starPost(item.jobId)
  const channelId = post?.channelId ?? (await channelFor(parts, item))
  if (channelId === undefined || post?.gone === true) return { kind: 'shown' }
  if (isRefused(channelId)) return { kind: 'waits' }
  try {
    if (item.audience === null) await withdraw(parts, item, post)
    else await send(parts, item, { post, channelId, payload: await compose(parts, item, item.audience) })
    return { kind: 'shown' }
  } catch (error) {
    const why = channelRefusalOf(error)
    if (why === undefined) throw error
    log.warn({ channel: channelId, job: item.jobId, err: error }, 'Discord does not take a message of a star channel')
    if (why === 'forbidden' || why === 'locked') return { kind: 'refused', channelId }
    // The message or the channel was deleted, or this message will never be taken.
    await store.gallery.putStarPost(item.jobId, { channelId, messageId: post?.messageId ?? null, gone: true })
    return { kind: 'shown' }
  }
}

/** The star channel of a picture that has enough stars, is no blocked person's, and may be posted there. */
async function channelFor({ settings, mayPost }: StarBoardParts, item: StarredItem): Promise<string | undefined> {
  const { audience, ageRestricted, stars, personId } = item
  if (audience === null) return undefined
  const here = await settings.at({ guildId: audience.guildId, channelId: null, personId: null })
  const channelId = here.value('starChannel')
  if (channelId === undefined || stars < (here.value('starsNeeded') ?? Infinity)) return undefined
  if (here.value('blockedPeople')?.includes(personId) === true) return undefined
  return mayPost({ ...audience, ageRestricted }, channelId) ? channelId : undefined
}

async function compose(
  parts: StarBoardParts,
  item: StarredItem,
  { guildId, channelId }: GalleryAudience,
): Promise<Payload | undefined> {
  const job = await parts.store.jobs.get(item.jobId)
  if (job === null) return undefined
  return starCard(parts, { job, stars: item.stars, guildId, channelId }, await parts.messagesFor(guildId))
}

/** Takes the message of a picture back that a moderator has taken out of the guild's galleries. */
async function withdraw(
  { store, messenger }: StarBoardParts,
  { jobId }: StarredItem,
  post: StarPost | null,
): Promise<void> {
  if (post === null) return
  if (post.messageId !== null) await messenger.delete(post.channelId, post.messageId)
  await store.gallery.putStarPost(jobId, { ...post, gone: true })
}

/** A row says that the message is begun before it is sent. After a crash in between it is looked for by its mark. */
async function send(
  { store, messenger, threads }: StarBoardParts,
  { jobId }: StarredItem,
  {
    post,
    channelId,
    payload,
  }: { readonly post: StarPost | null; readonly channelId: string; readonly payload: Payload | undefined },
): Promise<void> {
  // Its file was dropped, or it was deleted a moment ago.
  if (payload === undefined) return
  const mark = markOf(jobId, 'stars')
  const message = marked(payload, mark)
  const known = post?.messageId ?? (post === null ? undefined : (await threads.findMarked(channelId, mark))?.messageId)
  if (post === null) await store.gallery.putStarPost(jobId, { channelId, messageId: null, gone: false })
  const placed =
    known === undefined
      ? await messenger.post(channelId, message, { nonce: `star-${jobId}` })
      : await messenger.edit(channelId, known, message)
  if (known === undefined || post?.messageId === null)
    await store.gallery.putStarPost(jobId, { channelId, messageId: placed.messageId, gone: false })
}
