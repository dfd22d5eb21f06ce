import PQueue from 'p-queue'
import { EngineStopped, type Engine } from '#src/engine/engine.ts'
import type { DrawOptions } from '#src/renderer/renderer.ts'
import { UserError } from '#src/errors.ts'
import { pictureFormat } from '#src/image/picture-format.ts'
import { queueRefused as words } from '#src/messages/refusals.ts'
import type { Job, JobFailure } from '#src/store/job.ts'
import type { Store } from '#src/store/store.ts'
import type { Clock } from '#src/clock.ts'
import { createLine } from './line.ts'
import type { JobEvent, JobQueue } from './job-queue.ts'
import { paint } from './paint.ts'
import { pictureUnreadable, queueClosed, tooManyWaiting } from './refusals.ts'
import { createTracker, type Tracker } from './tracker.ts'

export interface QueueLog {
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

export interface QueueLimits {
  /** Jobs of one person that run at once. Default: 1. */
  readonly runningPerPerson: number
  /** Jobs of one person that wait. Default: 5. */
  readonly waitingPerPerson: number
  /** Ends of the process under a running job after which the job is given up. Default: 5. */
  readonly interruptions: number
}

export interface InProcessQueueOptions {
  readonly store: Store
  readonly engine: Engine
  readonly clock: Clock
  readonly log: QueueLog
  readonly limits?: Partial<QueueLimits>
  /** What every drawing carries. Default: a preview every 2.5 s of 256 px, eight steps for the strip. */
  readonly drawing?: Omit<DrawOptions, 'signal'>
  /** Names an incident in the log and to the person. */
  readonly newIncident: () => string
}

interface Run {
  job: Job
  readonly tracker: Tracker
  readonly controller: AbortController
  /** Why it was aborted. */
  ending?: 'cancelled' | 'parked'
}

const usualDrawing: Omit<DrawOptions, 'signal'> = { previews: { everyMilliseconds: 2500, edge: 256 }, keep: 8 }

/**
 * The queue within one process. The line is in the store; p-queue gets a job only when it may run now, and never a
 * timeout or a signal, since both make it start the next job while this one still holds the device.
 */
export function createInProcessQueue({
  store,
  engine,
  clock,
  log,
  limits = {},
  drawing = usualDrawing,
  newIncident,
}: InProcessQueueOptions): JobQueue {
  const { runningPerPerson = 1, waitingPerPerson = 5, interruptions = 5 } = limits
  const device = new PQueue({ concurrency: Math.max(1, engine.status.capacity) })
  const running = new Map<string, Run>()
  const listeners = new Set<(event: JobEvent) => void>()
  const line = createLine({ store, engine })
  let open = false
  let pumping: Promise<void> = Promise.resolve()

  function say(event: JobEvent): void {
    for (const listener of listeners) {
      try {
        listener(event)
      } catch (error) {
        log.error({ err: error, event: event.type }, 'A listener of the queue failed')
      }
    }
  }

  /** Starts what may start. One at a time: each sees what the last one did. Never rejects. */
  function pump(): Promise<void> {
    pumping = pumping.then(fill).catch((error: unknown) => log.error({ err: error }, 'The line cannot go on'))
    return pumping
  }

  async function fill(): Promise<void> {
    while (isOpen() && device.pending + device.size < device.concurrency) {
      const next = (await line.order(running.values())).find(({ personId }) => runningOf(personId) < runningPerPerson)
      if (next === undefined) return
      await launch(next)
    }
  }

  function isOpen(): boolean {
    return open
  }

  function runningOf(personId: string): number {
    return [...running.values()].filter(({ job }) => job.personId === personId).length
  }

  async function launch(job: Job): Promise<void> {
    const run: Run = { job, tracker: createTracker(clock.now), controller: new AbortController() }
    running.set(job.id, run)
    line.remove(job.id)
    const begun = (await store.jobs.begin(job.id)) ? await store.jobs.get(job.id) : null
    if (begun === null) {
      running.delete(job.id)
      return
    }
    run.job = begun
    say({ type: 'began', job: begun })
    say({ type: 'line' })
    void device
      .add(() => carryOut(run))
      .catch((error: unknown) => log.error({ err: error, job: job.id }, 'A job could not be ended'))
  }

  async function carryOut(run: Run): Promise<void> {
    const { job, tracker, controller } = run
    const begun = clock.now()
    const end = await outcome(run)
    const seconds = (clock.now() - begun) / 1000
    try {
      if (end === 'parked') {
        await store.jobs.park(job.id, { interrupted: false })
      } else {
        await store.jobs.end(job.id, { ...end, seconds })
        if (end.state !== 'failed') await store.usage.add(job.personId, seconds / device.concurrency)
      }
    } finally {
      running.delete(job.id)
      line.touch()
    }
    const ended = await store.jobs.get(job.id)
    if (ended !== null && end !== 'parked') say({ type: end.state, job: ended })
    say({ type: 'line' })

    async function outcome(run: Run): Promise<End> {
      try {
        for await (const event of paint(job, { store, engine, options: drawing }, controller.signal)) {
          tracker.see(event)
          say({ type: 'drawing', job, event, progress: tracker.progress() })
        }
        return { state: 'done' }
      } catch (error) {
        if (run.ending === 'cancelled') return { state: 'cancelled' }
        if (run.ending === 'parked' || error instanceof EngineStopped) return 'parked'
        return { state: 'failed', failure: failureOf(error, job) }
      }
    }
  }

  type End =
    | 'parked'
    | { readonly state: 'done' | 'cancelled' }
    | { readonly state: 'failed'; readonly failure: JobFailure }

  function failureOf(error: unknown, job: Job): JobFailure {
    if (error instanceof UserError) return { code: error.code, message: error.message }
    const incident = newIncident()
    log.error({ err: error, job: job.id, incident }, 'A job failed')
    return { code: 'incident', message: words.incident(incident), incident }
  }

  // Said when a job has left the device and its place is free.
  device.on('next', () => void pump())

  const stopListening = engine.onStatus(({ capacity }) => {
    if (capacity === device.concurrency) return
    device.concurrency = Math.max(1, capacity)
    void pump()
  })

  return {
    async add({ personId, request, pictures, origin, token, parentId }) {
      if (!open) throw queueClosed()
      for (const [sha256, bytes] of pictures) {
        const format = pictureFormat(bytes)
        if (format === undefined) throw pictureUnreadable(sha256)
        await store.pictures.put(bytes, { format, width: null, height: null })
      }
      const job = await store.jobs.accept(
        {
          personId,
          request,
          origin,
          pictures: [...pictures.keys()],
          ...(parentId !== undefined && { parentId }),
          ...(token !== undefined && { token }),
        },
        waitingPerPerson,
      )
      if (job === null) throw tooManyWaiting(line.ofPerson(personId).map(({ request }) => request))
      line.add(job)
      say({ type: 'accepted', job })
      say({ type: 'line' })
      await pump()
      return job
    },

    async cancel(id) {
      const run = running.get(id)
      if (run !== undefined) {
        run.ending ??= 'cancelled'
        run.controller.abort(new Error('Cancelled'))
        return 'stopping'
      }
      const job = line.get(id)
      if (job === undefined) return 'over'
      line.remove(id)
      if (!(await store.jobs.end(id, { state: 'cancelled', seconds: 0 }))) return 'over'
      const ended = await store.jobs.get(id)
      say({ type: 'cancelled', job: ended ?? job })
      say({ type: 'line' })
      return 'cancelled'
    },

    place: async (id) => (await line.view(running.values(), device.concurrency)).get(id)?.place ?? null,

    progress: (id) => running.get(id)?.tracker.progress() ?? null,

    async line() {
      const waiting = await line.view(running.values(), device.concurrency)
      return {
        running: [...running.values()].map(({ job, tracker }) => ({ job, progress: tracker.progress() })),
        waiting: [...waiting.values()],
      }
    },

    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },

    async start() {
      for (const job of await store.jobs.inState('running')) {
        await store.jobs.park(job.id, { interrupted: true })
        if (job.interruptions + 1 >= interruptions) await giveUp(job)
      }
      for (const job of await store.jobs.inState('waiting')) line.add(job)
      open = true
      await pump()
    },

    async stop(graceMilliseconds) {
      open = false
      const takeBack = clock.after(graceMilliseconds, () => {
        for (const run of running.values()) {
          run.ending ??= 'parked'
          run.controller.abort(new Error('Parked'))
        }
      })
      await pumping
      await device.onIdle()
      takeBack()
      stopListening()
    },
  }

  /** A job that took the whole process with it so often is not tried for ever. */
  async function giveUp(job: Job): Promise<void> {
    log.warn({ job: job.id, interruptions: job.interruptions + 1 }, 'A job was interrupted too often and is given up')
    const failure = { code: 'interrupted', message: words.interrupted }
    await store.jobs.end(job.id, { state: 'failed', seconds: 0, failure })
  }
}
