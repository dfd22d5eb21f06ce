import type { JobEvent, JobQueue, QueuePosition } from '#src/queue/job-queue.ts'
import type { Job } from '#src/store/job.ts'
import { runningCard, waitingCard } from '../cards/progress.ts'
import type { DeliverParts } from './deliver.ts'
import { beginning, type Story, told, toFacts } from './progress.ts'
import { readOrigin } from '../jobs/reply-origin.ts'
import { createReply, editGap, type Reply } from './reply.ts'

/** Milliseconds between two edits for someone at this place in line: news from far back can wait, up to a minute. */
const gapAt = (position: number): number => editGap * Math.min(position, 24)
/** How long places may settle before all are told, in milliseconds. */
const lineGap = 500
/** How long a job may wait for the token of the interaction that it came from, in milliseconds. */
const bindWithin = 10_000

interface Entry {
  readonly reply: Reply
  story: Story | undefined
  ready: number | undefined
  /** What was last shown of the place in line; the same is not sent twice. */
  shown: string
  /** Resolves once there is a token, or it is clear that none will come. */
  readonly bound: { readonly promise: Promise<void>; readonly resolve: () => void }
}

/** Everyone's messages: what the queue says becomes what people see. */
export interface Replies {
  /** The interaction's token by which this job is answered from now on; any press on its message brings one. */
  bind(job: Job, token: string, messageId?: string): Promise<void>
  /** Takes up the messages of jobs that an earlier process left waiting or running; call before the queue starts. */
  follow(): Promise<void>
  /** Delivers what ended and was never told: left by an earlier process, or given up at the start. */
  deliverOwed(): Promise<void>
  /** The bot goes down: tells who still waits, and ends. */
  stop(): Promise<void>
}

export function createReplies(parts: DeliverParts & { readonly queue: JobQueue }): Replies {
  const { store, queue, clock, log } = parts
  const entries = new Map<string, Entry>()
  let cancelLine: (() => void) | undefined

  function open(job: Job, token?: { readonly token: string; readonly since: number }): Entry | undefined {
    const known = entries.get(job.id)
    if (known !== undefined) return known
    const origin = readOrigin(job)
    if (origin === undefined) return undefined
    let resolve: (() => void) | undefined
    const promise = new Promise<void>((done) => {
      resolve = done
    })
    const entry: Entry = {
      reply: createReply(parts, {
        job,
        origin,
        ...(token === undefined ? {} : { token }),
        ready: () => entry.ready,
        over: () => entries.delete(job.id),
      }),
      story: undefined,
      ready: undefined,
      shown: '',
      bound: { promise, resolve: () => resolve?.() },
    }
    entries.set(job.id, entry)
    return entry
  }

  /** A job heard of for the first time from the queue: its interaction's token is a moment behind. */
  function heard(job: Job): Entry | undefined {
    if (!entries.has(job.id)) {
      const entry = open(job)
      if (entry !== undefined) clock.after(bindWithin, entry.bound.resolve)
    }
    const entry = entries.get(job.id)
    if (entry !== undefined) entry.reply.job = job
    return entry
  }

  async function reopen(job: Job): Promise<Entry | undefined> {
    const entry = open(job, (await store.tokens.get(job.id)) ?? undefined)
    entry?.bound.resolve()
    return entry
  }

  function end(entry: Entry, job: Job): void {
    void entry.bound.promise.then(() => entry.reply.finish(job))
  }

  function tellPlaces(): void {
    cancelLine ??= clock.after(lineGap, () => {
      cancelLine = undefined
      void readLine()
    })
  }

  async function readLine(): Promise<void> {
    try {
      const { waiting } = await queue.overview()
      for (const { job, ...position } of waiting) tellPlace(job, position)
    } catch (error) {
      log.error({ err: error }, 'the line could not be read')
    }
  }

  function tellPlace(job: Job, { position, secondsLeft }: QueuePosition): void {
    const entry = entries.get(job.id)
    if (entry === undefined) return
    const ready = secondsLeft === null ? undefined : clock.now() + secondsLeft * 1000
    entry.ready = ready
    // The reader's app counts the seconds; only a change that it cannot know of is worth an edit.
    const shown = `${position} ${ready === undefined ? '' : Math.round(ready / 15_000)}`
    if (shown === entry.shown) return
    entry.shown = shown
    entry.reply.show(() => waitingCard(job, { position, ready }), gapAt(position))
  }

  function hear(event: JobEvent): void {
    if (event.type === 'positions-changed') return tellPlaces()
    const entry = heard(event.job)
    if (entry === undefined) return
    switch (event.type) {
      case 'accepted':
        entry.reply.show(() => waitingCard(event.job, undefined))
        return
      case 'began':
        entry.story = beginning
        break
      case 'drawing':
        entry.story = told(entry.story ?? beginning, event.event, event.progress, clock)
        if (event.event.type === 'started' && event.event.notices.length > 0) entry.reply.notice(event.event.notices)
        entry.ready = event.progress.secondsLeft === null ? undefined : clock.now() + event.progress.secondsLeft * 1000
        break
      case 'done':
      case 'failed':
      case 'cancelled':
        return end(entry, event.job)
      default:
        event satisfies never
    }
    const facts = toFacts(entry.story ?? beginning)
    entry.reply.show(() => runningCard(event.job, facts))
  }

  const unsubscribe = queue.subscribe(hear)

  return {
    async bind(job, token, messageId) {
      const entry = open(job)
      if (entry === undefined) return
      // The first thing that is shown is the place in line, unless it has begun already.
      const place = entry.story === undefined && job.endedAt === null ? await queue.position(job.id) : null
      if (place !== null && entry.story === undefined) tellPlace(job, place)
      await entry.reply.bind(token, messageId)
      entry.bound.resolve()
      const ended = job.state === 'done' || job.state === 'failed' || job.state === 'cancelled'
      if (ended) await entry.reply.finish(job)
    },
    async follow() {
      for (const job of await store.jobs.inState('waiting', 'running')) await reopen(job)
    },
    async deliverOwed() {
      for (const job of await store.jobs.undelivered()) {
        const entry = await reopen(job)
        if (entry !== undefined) end(entry, job)
      }
    },
    async stop() {
      unsubscribe()
      cancelLine?.()
      const all = [...entries.values()]
      await Promise.all(all.map(({ reply }) => reply.park()))
      await Promise.all(all.map(({ reply }) => reply.close()))
    },
  }
}
