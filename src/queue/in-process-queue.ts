import type { Clock } from '@duckrabbit/clock'
import type { Engine } from '#src/engine/engine.ts'
import type { DrawOptions, Pictures } from '#src/renderer/renderer.ts'
import { pictureFormat } from '#src/image/picture-format.ts'
import type { Job } from '#src/store/job.ts'
import type { Store } from '#src/store/store.ts'
import { Dispatcher } from './dispatcher.ts'
import { giveUpInterrupted } from './give-up.ts'
import type { CancelOutcome, JobEvent, JobQueue, NewJob, Progress, QueueOverview, QueuePosition } from './job-queue.ts'
import { abortRun, type JobRun } from './job-run.ts'
import { createQueueEvents, type QueueEvents } from './queue-events.ts'
import type { QueueLimits } from './queue-limits.ts'
import type { QueueLog } from './queue-log.ts'
import { pictureUnreadable, queueClosed, tooManyWaiting } from './refusals.ts'
import { WaitingList } from './waiting-list.ts'

export interface InProcessQueueOptions {
  readonly store: Store
  readonly engine: Engine
  readonly clock: Clock
  readonly log: QueueLog
  readonly limits?: Partial<QueueLimits>
  /** The options of every drawing. Default: a 256 px preview every 2.5 s, eight steps in the strip, the readings of illusions. */
  readonly drawing?: Omit<DrawOptions, 'signal' | 'safety'>
  /** Whether a job's pictures are shown although the model's safety checker might hold them back. Default: never. */
  readonly withoutSafety?: (job: Job) => boolean
  /** Creates the id of an incident, which the log and the person get. */
  readonly newIncident: () => string
}

const defaultDrawing: Omit<DrawOptions, 'signal' | 'safety'> = {
  previews: { everyMilliseconds: 2500, edge: 256 },
  keep: 8,
  readings: true,
}

/**
 * The queue, whose order is kept in this process. The engine in front of it may be a process of this machine or the workers
 * of many. The store holds the waiting jobs.
 */
export function createInProcessQueue(options: InProcessQueueOptions): JobQueue {
  return new InProcessQueue(options)
}

class InProcessQueue implements JobQueue {
  readonly #store: Store
  readonly #engine: Engine
  readonly #log: QueueLog
  readonly #limits: QueueLimits
  readonly #events: QueueEvents
  readonly #running = new Map<string, JobRun>()
  readonly #waitingList: WaitingList
  readonly #dispatcher: Dispatcher
  readonly #unwatchEngine: () => void

  constructor({ limits, drawing = defaultDrawing, ...options }: InProcessQueueOptions) {
    const { store, engine, log } = options
    this.#store = store
    this.#engine = engine
    this.#log = log
    this.#limits = { runningPerPerson: 1, waitingPerPerson: 5, interruptions: 5, ...limits }
    this.#events = createQueueEvents(log)
    this.#waitingList = new WaitingList({ store, engine, running: () => this.#running.values() })
    this.#dispatcher = new Dispatcher({
      ...options,
      drawing,
      events: this.#events,
      waitingList: this.#waitingList,
      running: this.#running,
      limits: this.#limits,
      capacity: engine.status.capacity,
    })
    this.#unwatchEngine = engine.onStatus(({ capacity }) => {
      this.#dispatcher.capacity = capacity
      // An engine may have room for some jobs only, and for others after a change of anything.
      if (engine.reserve !== undefined && this.#dispatcher.isOpen) void this.#dispatcher.startNext()
    })
  }

  async add({ pictures, ...submission }: NewJob): Promise<Job> {
    if (!this.#dispatcher.isOpen) throw queueClosed()
    await this.#storePictures(pictures)
    const accepted = { ...submission, pictures: [...pictures.keys()] }
    const job = await this.#store.jobs.accept(accepted, this.#limits.waitingPerPerson)
    if (job === null) {
      throw tooManyWaiting(this.#waitingList.ofPerson(submission.personId).map(({ request }) => request))
    }
    this.#waitingList.add(job)
    this.#events.emit({ type: 'accepted', job })
    this.#events.emit({ type: 'positions-changed' })
    await this.#dispatcher.startNext()
    return job
  }

  async #storePictures(pictures: Pictures): Promise<void> {
    for (const [sha256, bytes] of pictures) {
      const format = pictureFormat(bytes)
      if (format === undefined) throw pictureUnreadable(sha256)
      await this.#store.pictures.put(bytes, { format, width: null, height: null })
    }
  }

  async cancel(id: string): Promise<CancelOutcome> {
    const run = this.#running.get(id)
    if (run !== undefined) {
      abortRun(run, 'cancelled')
      return 'stopping'
    }
    const taken = this.#waitingList.take(id)
    if (taken === undefined) return 'over'
    let ended: Job | null
    try {
      ended = await this.#store.jobs.end(id, { state: 'cancelled', seconds: 0 })
    } catch (error) {
      this.#waitingList.putBack(taken)
      throw error
    }
    if (ended === null) return 'over'
    this.#events.emit({ type: 'cancelled', job: ended, timings: null })
    this.#events.emit({ type: 'positions-changed' })
    return 'cancelled'
  }

  async position(id: string): Promise<QueuePosition | null> {
    const found = (await this.overview()).waiting.find(({ job }) => job.id === id)
    if (found === undefined) return null
    const { position, waiting, secondsLeft } = found
    return { position, waiting, secondsLeft }
  }

  progress(id: string): Progress | null {
    return this.#running.get(id)?.progress.progress() ?? null
  }

  /** Running and waiting jobs are read in one moment, so that a job that starts meanwhile is not counted as both. */
  overview(): Promise<QueueOverview> {
    return this.#waitingList.inOrder((jobs) => ({
      running: [...this.#running.values()].map(({ job, progress }) => ({ job, progress: progress.progress() })),
      waiting: this.#waitingList.positionsOf(jobs, this.#dispatcher.capacity),
    }))
  }

  subscribe(listener: (event: JobEvent) => void): () => void {
    return this.#events.subscribe(listener)
  }

  async start(): Promise<void> {
    const begun = await this.#store.jobs.inState('running')
    const still = await this.#stillDrawing(begun.map(({ id }) => id))
    for (const job of begun.filter(({ id }) => !still.has(id))) {
      await this.#store.jobs.requeue(job.id, { interrupted: true })
      if (job.interruptions + 1 >= this.#limits.interruptions) {
        await giveUpInterrupted(job, { store: this.#store, log: this.#log })
      }
    }
    for (const job of await this.#store.jobs.inState('waiting', 'running')) {
      this.#waitingList.add(job)
      const taken = still.has(job.id) ? this.#waitingList.take(job.id) : undefined
      if (taken !== undefined) this.#dispatcher.continueJob(taken)
    }
    await this.#dispatcher.open()
  }

  #stillDrawing(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return this.#engine.stillDrawing?.(ids) ?? Promise.resolve(new Set())
  }

  async stop(graceMilliseconds: number): Promise<void> {
    await this.#dispatcher.close(graceMilliseconds)
    this.#unwatchEngine()
  }
}
