import type { Logger } from 'pino'
import type { Clock } from '@duckrabbit/clock'
import type { Messages } from '#src/messages/messages.ts'
import type { Settings } from '#src/settings/settings.ts'
import type { GalleryAudience, StarredItem, StarPost } from '#src/store/gallery/gallery-store.ts'
import type { Store } from '#src/store/store.ts'
import type { JobControls } from '../cards/controls.ts'
import type { Payload } from '../components/payload.ts'
import type { FitBytes } from '../delivery/fit-files.ts'
import { marked, markOf } from '../posts/marks.ts'
import { inChannel, postOnce } from '../posts/post-once.ts'
import type { Messenger } from '../transport/messenger.ts'
import { shownAt } from '../jobs/spoiler.ts'
import { channelRefusalOf, type Threads } from '../transport/threads.ts'
import type { MayPost } from './audience.ts'
import { starCard } from './star-card.ts'

/** The kind of the messages, from which their marks follow. */
const kind = 'stars'
/** Milliseconds between two updates, so that many stars at once are one edit. */
const updateInterval = 5_000
/** Milliseconds until the next attempt if Discord could not be reached. */
const afterFault = 60_000
/** Milliseconds until it is looked again for pictures whose stars another process has changed. */
const lookInterval = 60_000
/** Milliseconds until a channel that has refused a message is tried again. */
const afterRefusal = 10 * 60_000

/** Keeps the star channels of guilds: one message for each picture with enough stars, with their number. */
export interface StarBoard {
  /** Soon updates the messages of pictures whose number of stars has changed. */
  update(): void
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
  /** Other processes of the bot may change stars of pictures that this one shows. */
  readonly isShared: boolean
  readonly clock: Clock
  readonly log: Logger
}

export function createStarBoard(parts: StarBoardParts): StarBoard {
  const { store, clock, log } = parts
  /** For channels that have refused a message: when they are tried again, by the monotonic clock. */
  const refused = new Map<string, number>()
  let cancelTimer: (() => void) | undefined
  let lastUpdate = -Infinity
  let updating: Promise<void> = Promise.resolve()
  let stopped = false

  /** Returns whether there is more to do later. */
  async function updateAll(): Promise<boolean> {
    let hasMore = false
    for (const item of await store.gallery.starsDue()) {
      const outcome = await show(parts, item, (channelId) => clock.monotonic() < (refused.get(channelId) ?? -Infinity))
      if (outcome.kind === 'shown') await store.gallery.starsShown(item.jobId, item.stars)
      else hasMore = true
      if (outcome.kind === 'refused') refused.set(outcome.channelId, clock.monotonic() + afterRefusal)
    }
    return hasMore
  }

  async function updateAndRepeat(): Promise<void> {
    try {
      if (await updateAll()) schedule(afterRefusal)
      else if (parts.isShared) schedule(lookInterval)
    } catch (error) {
      log.warn({ err: error }, 'a star channel could not be written; trying again')
      schedule(afterFault)
    }
  }

  function schedule(wait: number): void {
    if (stopped || cancelTimer !== undefined) return
    cancelTimer = clock.after(wait, () => {
      cancelTimer = undefined
      lastUpdate = clock.monotonic()
      updating = updating.then(updateAndRepeat)
    })
  }

  return {
    update() {
      cancelTimer?.()
      cancelTimer = undefined
      schedule(Math.max(0, lastUpdate + updateInterval - clock.monotonic()))
    },
    async stop() {
      stopped = true
      cancelTimer?.()
      await updating
    },
  }
}

type Outcome = { readonly kind: 'shown' | 'waits' } | { readonly kind: 'refused'; readonly channelId: string }

/** Posts or edits the message of a picture if the guild wants one. @throws errors that may pass soon */
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
    else await send(parts, item, { post, channelId, payload: await compose(parts, item, item.audience, channelId) })
    return { kind: 'shown' }
  } catch (error) {
    const why = channelRefusalOf(error)
    if (why === undefined) throw error
    log.warn({ channel: channelId, job: item.jobId, err: error }, 'Discord does not accept a message in a star channel')
    if (why === 'forbidden' || why === 'locked') return { kind: 'refused', channelId }
    // The message or the channel was deleted, or Discord will never accept this message.
    await store.gallery.putStarPost(item.jobId, { channelId, messageId: post?.messageId ?? null, gone: true })
    return { kind: 'shown' }
  }
}

/** The star channel for a picture: undefined if it has too few stars, its person is blocked, or it may not be posted there. */
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
  starChannel: string,
): Promise<Payload | undefined> {
  const found = await parts.store.jobs.get(item.jobId)
  if (found === null) return undefined
  const job = await shownAt(parts, found, { guildId, channelId: starChannel })
  return starCard(parts, { job, stars: item.stars, guildId, channelId }, await parts.messagesFor(guildId))
}

/** Deletes the message of a picture that a moderator has removed from the guild's galleries. */
async function withdraw(
  { store, messenger }: StarBoardParts,
  { jobId }: StarredItem,
  post: StarPost | null,
): Promise<void> {
  if (post === null) return
  if (post.messageId !== null) await messenger.delete(post.channelId, post.messageId)
  await store.gallery.putStarPost(jobId, { ...post, gone: true })
}

/** Posts the message of a picture, or brings the posted one up to date. */
async function send(
  parts: StarBoardParts,
  { jobId }: StarredItem,
  {
    post,
    channelId,
    payload,
  }: { readonly post: StarPost | null; readonly channelId: string; readonly payload: Payload | undefined },
): Promise<void> {
  // Its file was dropped, or it was deleted a moment ago.
  if (payload === undefined) return
  const { store, messenger } = parts
  const update = (messageId: string) => messenger.edit(channelId, messageId, marked(payload, markOf(jobId, kind)))
  if (post !== null && post.messageId !== null) return void (await update(post.messageId))
  const target = inChannel(parts, channelId, { id: jobId, kind })
  await postOnce({
    ...target,
    // A message from before a crash shows the number of stars of that time.
    async find(mark) {
      const found = await target.find(mark)
      return found && update(found.messageId)
    },
    records: {
      posts: async () => (post === null ? [] : [{ ...post, kind }]),
      putPost: (_, { messageId }) => store.gallery.putStarPost(jobId, { channelId, messageId, gone: false }),
    },
    id: jobId,
    kind,
    compose: async () => payload,
  })
}
