import type { Clock } from '@duckrabbit/clock'
import type { Engine } from '#src/engine/engine.ts'
import { jobSeconds } from '#src/queue/job-seconds.ts'
import type { JobEvent, JobQueue, QueuePosition } from '#src/queue/job-queue.ts'
import { optional } from '#src/log/optional.ts'
import { fill } from '#src/messages/template.ts'
import { withheld } from '#src/messages/withheld.ts'
import type { EngineEvent, Timings } from '#src/renderer/events.ts'
import type { Job } from '#src/store/job.ts'
import type { Token } from '#src/store/store.ts'
import type { JobControls } from '../cards/controls.ts'
import { runningCard, waitingCard } from '../cards/progress.ts'
import { readOrigin } from '../jobs/reply-origin.ts'
import { hasEngine, onEnginePresence } from './engine-presence.ts'
import { createPositionAnnouncements } from './position-announcements.ts'
import { afterEvent, justStarted, previewWithin, type RunningState } from './progress.ts'
import { Reply, type ReplyParts } from './reply.ts'

/** Milliseconds that a job may wait for the token of the interaction that it came from. */
const tokenWithin = 10_000

interface Entry {
  readonly reply: Reply
  running: RunningState | undefined
  /** Notices that are shown with the result. */
  notices: readonly string[]
  /** When the picture may be ready, in milliseconds since 1970. */
  ready: number | undefined
  /** The position as last shown; undefined before that and once drawing has begun. */
  position: number | undefined
  /** The waiting card as last shown. The same is not sent twice. */
  shownCard: string
  /** Resolves once there is a token, or it is clear that none will come. */
  readonly reachable: { readonly promise: Promise<void>; readonly resolve: () => void }
}

/** The messages of all jobs. Turns events of the queue into edits and posts. */
export interface Replies {
  /** Answers a job with this token from now on. Every button on its message provides a new one. */
  answerWith(job: Job, token: string, messageId?: string): Promise<void>
  /** Continues the jobs that an earlier process left waiting or running. Call it before the queue starts. */
  resumeUnfinished(): Promise<void>
  /** Delivers results that were not delivered by an earlier process or at the start. */
  deliverUndelivered(): Promise<void>
  /** Notifies everyone who still waits that the bot shuts down, and ends. */
  stop(): Promise<void>
}

export interface RepliesParts extends ReplyParts {
  readonly queue: JobQueue
  readonly engine: Pick<Engine, 'status' | 'onStatus'>
  readonly controls: JobControls
}

export function createReplies(parts: RepliesParts): Replies {
  const { store, queue, engine, clock, log } = parts
  const entries = createEntries(parts)
  const announcements = createPositionAnnouncements({ queue, clock, log, announce: announcePosition })
  const unsubscribe = queue.subscribe(onEvent)
  const unsubscribeEngine = onEnginePresence(engine, () => announcements.queueMoved())

  function announcePosition(job: Job, { position, secondsLeft }: QueuePosition): void {
    const entry = entries.find(job)
    if (entry === undefined) return
    const ready = readyAt(secondsLeft, clock)
    entry.ready = ready
    // The reader's app counts the seconds down. Only a change that it cannot know of is worth an edit.
    const place = { position, ready, hasEngine: hasEngine(engine) }
    const shown = `${position} ${ready === undefined ? '' : Math.round(ready / 15_000)} ${place.hasEngine}`
    if (shown === entry.shownCard) return
    entry.shownCard = shown
    entry.position = position
    // The announcements have their own interval. A card that was edited later than the others would show the position
    // of another job.
    entry.reply.show(() => waitingCard(job, place, parts.controls.progress(job)), 0)
  }

  /**
   * Shows the position of a new job, unless another message still shows the same one. In that case both are edited at
   * once.
   */
  function announceArrival(job: Job, at: QueuePosition): void {
    const isTaken = entries.all().some(({ reply, position }) => position === at.position && reply.job.id !== job.id)
    if (!isTaken) announcePosition(job, at)
  }

  function onEvent(event: JobEvent): void {
    if (event.type === 'positions-changed') return announcements.queueMoved()
    const entry = entries.ofEvent(event.job)
    if (entry !== undefined) return showEvent(entry, event, parts)
    // Nobody is waiting for an answer, so nothing else happens.
    if (!('timings' in event)) return
    const seconds = jobSeconds(event.job, event.timings, { fit: null, deliver: null })
    void parts.reportEnd({ job: event.job, seconds, outcome: 'owed' })
  }

  return {
    async answerWith(job, token, messageId) {
      const entry = entries.open(job)
      if (entry === undefined) return
      // It may have ended since it was read. From here on the entry receives its events.
      const current = (await store.jobs.get(job.id)) ?? job
      // The position in the queue is shown first, unless drawing has begun already.
      const mayWait = entry.running === undefined && current.endedAt === null
      const position = mayWait ? await optional(log, 'a position', () => queue.position(job.id)) : null
      if (position && entry.running === undefined) announceArrival(current, position)
      await entry.reply.answerWith(token, messageId)
      entry.reachable.resolve()
      if (hasEnded(current)) await entry.reply.finish(current)
    },
    async resumeUnfinished() {
      for (const job of await store.jobs.inState('waiting', 'running')) await entries.reopen(job)
    },
    async deliverUndelivered() {
      for (const job of await store.jobs.undelivered()) {
        const entry = await entries.reopen(job)
        if (entry !== undefined) finishWhenReachable(entry, job)
      }
    },
    async stop() {
      unsubscribe()
      unsubscribeEngine()
      announcements.stop()
      const replies = entries.all().map(({ reply }) => reply)
      await Promise.all(replies.map((reply) => reply.showInterrupted()))
      await Promise.all(replies.map((reply) => reply.close()))
    },
  }
}

/** When a job will be ready, in milliseconds since 1970; undefined until speed was measured. */
const readyAt = (secondsLeft: number | null, clock: Pick<Clock, 'now'>): number | undefined =>
  secondsLeft === null ? undefined : clock.now() + secondsLeft * 1000

const hasEnded = ({ state }: Job): boolean => state === 'done' || state === 'failed' || state === 'cancelled'

/** Shows what has happened to a job. */
function showEvent(
  entry: Entry,
  event: Exclude<JobEvent, { readonly type: 'positions-changed' }>,
  { controls, clock }: Pick<RepliesParts, 'controls' | 'clock'>,
): void {
  switch (event.type) {
    case 'accepted':
      entry.reply.show(() => waitingCard(event.job, undefined, controls.progress(event.job)))
      return
    case 'began':
      entry.running = justStarted
      entry.position = undefined
      entry.shownCard = ''
      break
    case 'drawing':
      entry.running = afterEvent(entry.running ?? justStarted, event.event, event.progress, clock)
      keepNotices(entry, event.event)
      entry.ready = readyAt(event.progress.secondsLeft, clock)
      break
    case 'done':
    case 'failed':
    case 'cancelled':
      return finishWhenReachable(entry, event.job, event.timings)
    default:
      event satisfies never
  }
  const facts = previewWithin(entry.running ?? justStarted, readOrigin(event.job)?.fileLimit ?? 0)
  entry.reply.show(() => runningCard(event.job, facts, controls.progress(event.job)))
}

/** Keeps what the person is told with the result: the engine's remarks, and which pictures are held back. */
function keepNotices(entry: Entry, event: EngineEvent): void {
  const before = entry.notices
  if (event.type === 'started') entry.notices = event.notices
  if (event.type === 'withheld') entry.notices = [...before, fill(withheld.one, { number: event.picture + 1 })]
  if (entry.notices !== before && entry.notices.length + before.length > 0) entry.reply.keepNotices(entry.notices)
}

function finishWhenReachable(entry: Entry, job: Job, timings: Timings | null = null): void {
  void entry.reachable.promise.then(() => entry.reply.finish(job, timings))
}

/** The replies of all jobs that came from Discord and are not over. */
function createEntries(parts: RepliesParts) {
  const { store, clock } = parts
  const entries = new Map<string, Entry>()

  function open(job: Job, token?: Token): Entry | undefined {
    const known = entries.get(job.id)
    if (known !== undefined) return known
    const origin = readOrigin(job)
    if (origin === undefined) return undefined
    let resolve: (() => void) | undefined
    const promise = new Promise<void>((done) => {
      resolve = done
    })
    const entry: Entry = {
      reply: new Reply(parts, {
        job,
        origin,
        ...(token === undefined ? {} : { token }),
        ready: () => entry.ready,
        onOver: () => entries.delete(job.id),
      }),
      running: undefined,
      notices: [],
      ready: undefined,
      position: undefined,
      shownCard: '',
      reachable: { promise, resolve: () => resolve?.() },
    }
    entries.set(job.id, entry)
    return entry
  }

  return {
    open,
    find: ({ id }: Job): Entry | undefined => entries.get(id),
    all: (): readonly Entry[] => [...entries.values()],
    /** The entry of a job in an event of the queue. The token of a new one arrives a moment later. */
    ofEvent(job: Job): Entry | undefined {
      const isNew = !entries.has(job.id)
      const entry = open(job)
      if (entry === undefined) return undefined
      if (isNew) clock.after(tokenWithin, entry.reachable.resolve)
      entry.reply.job = job
      return entry
    },
    /**
     * The entry of a job from an earlier process, with the token that it left, if any. Undefined if the job was
     * delivered meanwhile.
     */
    async reopen(job: Job): Promise<Entry | undefined> {
      const token = (await store.tokens.get(job.id)) ?? undefined
      const current = await store.jobs.get(job.id)
      if (current === null || current.deliveredAt !== null) return undefined
      const entry = open(job, token)
      entry?.reachable.resolve()
      return entry
    },
  }
}
