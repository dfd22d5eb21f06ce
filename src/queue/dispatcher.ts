import PQueue from 'p-queue'
import type { Clock } from '@duckrabbit/clock'
import { backoffDelay } from '#src/backoff.ts'
import type { Job } from '#src/store/job.ts'
import type { Store } from '#src/store/store.ts'
import { isIsolated } from './draw-job.ts'
import { giveUpInterrupted } from './give-up.ts'
import { abortRun, type JobRun, runJob, type RunEnd, type RunJobOptions } from './job-run.ts'
import { createProgressTracker } from './progress-tracker.ts'
import type { QueueLimits } from './queue-limits.ts'
import { createWriteRetries, type WriteRetries } from '#src/store/write-retries.ts'
import { recordEnd } from './record-end.ts'
import type { TakenJob, WaitingList } from './waiting-list.ts'

export interface DispatcherOptions extends RunJobOptions {
  readonly store: Pick<Store, 'jobs' | 'usage' | 'pictures' | 'results'>
  readonly waitingList: WaitingList
  /** The running jobs. The waiting list reads them too. */
  readonly running: Map<string, JobRun>
  readonly clock: Clock
  readonly limits: Pick<QueueLimits, 'runningPerPerson' | 'interruptions'>
  /** The number of jobs that may run at once. */
  readonly capacity: number
}

/** The delay before another attempt to start a job, in milliseconds. */
const startBackoff = { initial: 1_000, max: 60_000 }

/**
 * Starts waiting jobs, as many at once as the device allows, and records their outcomes.
 *
 * p-queue gets a job only when it may run now. It never gets a timeout or a signal, since both would make it start the
 * next job while this one still uses the device.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions
  readonly #device: PQueue
  readonly #writeRetries: WriteRetries
  /** How many starts of a job failed in a row, and whether it must wait before the next attempt. */
  readonly #failedStarts = new Map<string, { failures: number; waits: boolean }>()
  #open = false
  #starting: Promise<void> = Promise.resolve()

  constructor(options: DispatcherOptions) {
    this.#options = options
    this.#writeRetries = createWriteRetries(options.clock)
    this.#device = new PQueue({ concurrency: Math.max(1, options.capacity) })
    // Emitted when a job has left the device and made room for another.
    this.#device.on('next', () => void this.startNext())
  }

  /** The number of jobs that may run at once. */
  get capacity(): number {
    return this.#device.concurrency
  }

  set capacity(capacity: number) {
    if (capacity === this.#device.concurrency) return
    this.#device.concurrency = Math.max(1, capacity)
    void this.startNext()
  }

  get isOpen(): boolean {
    return this.#open
  }

  open(): Promise<void> {
    this.#open = true
    return this.startNext()
  }

  /** Starts no more jobs. Those that run after `graceMilliseconds` are requeued. Resolves when none runs. */
  async close(graceMilliseconds: number): Promise<void> {
    this.#open = false
    const cancelTimer = this.#options.clock.after(graceMilliseconds, () => {
      for (const run of this.#options.running.values()) abortRun(run, 'requeued')
    })
    await this.#starting
    await this.#device.onIdle()
    cancelTimer()
    await this.#writeRetries.close()
  }

  /** Starts the jobs that may start. Calls run one after the other, so that each sees the effects of the previous one. Never rejects. */
  startNext(): Promise<void> {
    this.#starting = this.#starting
      .then(() => this.#startAll())
      .catch((error: unknown) => {
        this.#options.log.error({ err: error }, 'No job could be started; trying again')
        this.#options.clock.after(startBackoff.initial, () => void this.startNext())
      })
    return this.#starting
  }

  async #startAll(): Promise<void> {
    const { waitingList } = this.#options
    while (this.#open && this.#device.pending + this.#device.size < this.#device.concurrency) {
      const next = await waitingList.inOrder((jobs) => this.#takeNext(jobs))
      if (next === undefined) return
      await this.#start(next.taken, next.release)
    }
  }

  /** Takes the first job that may start and gets a place in the engine. */
  #takeNext(jobs: readonly Job[]): { readonly taken: TakenJob; readonly release: () => void } | undefined {
    const { engine, waitingList } = this.#options
    for (const job of jobs) {
      if (!this.#mayStart(job)) continue
      const noPlace = (): void => undefined
      const release =
        engine.reserve === undefined ? noPlace : engine.reserve(job.id, job.request, { isolated: isIsolated(job) })
      if (release === null) continue
      const taken = waitingList.take(job.id)
      if (taken !== undefined) return { taken, release }
      release()
    }
    return undefined
  }

  #mayStart({ id, personId }: Job): boolean {
    const ofPerson = [...this.#options.running.values()].filter(({ job }) => job.personId === personId)
    return ofPerson.length < this.#options.limits.runningPerPerson && this.#failedStarts.get(id)?.waits !== true
  }

  /** Continues a job that is still drawn for an earlier process. */
  continueJob(taken: TakenJob): void {
    const run = this.#newRun(taken.job, () => undefined)
    this.#options.events.emit({ type: 'began', job: taken.job })
    this.#run(taken, run)
  }

  #newRun(job: Job, release: () => void): JobRun {
    const { clock, running } = this.#options
    const progress = createProgressTracker(clock.monotonic)
    const run: JobRun = { job, progress, controller: new AbortController(), release }
    running.set(job.id, run)
    return run
  }

  async #start(taken: TakenJob, release: () => void): Promise<void> {
    const { store, running, events } = this.#options
    const { id } = taken.job
    const run = this.#newRun(taken.job, release)
    let begun: Job | null
    try {
      begun = await store.jobs.begin(id)
    } catch (error) {
      running.delete(id)
      release()
      this.#tryAgainLater(taken, error)
      return
    }
    this.#failedStarts.delete(id)
    if (begun === null) {
      running.delete(id)
      release()
      return
    }
    // The same object for the same request: the engine remembers what it has calculated for it.
    run.job = { ...begun, request: taken.job.request }
    events.emit({ type: 'began', job: run.job })
    events.emit({ type: 'positions-changed' })
    this.#run(taken, run)
  }

  #run(taken: TakenJob, run: JobRun): void {
    const { log } = this.#options
    void this.#device
      .add(() => this.#carryOut(taken, run))
      .catch((error: unknown) => log.error({ err: error, job: run.job.id }, 'The end of a job was not recorded'))
  }

  #tryAgainLater(taken: TakenJob, error: unknown): void {
    const { waitingList, clock, log } = this.#options
    const { id } = taken.job
    const attempt = { failures: (this.#failedStarts.get(id)?.failures ?? 0) + 1, waits: true }
    this.#failedStarts.set(id, attempt)
    waitingList.putBack(taken)
    const delay = backoffDelay(attempt.failures, startBackoff)
    log.error({ err: error, job: id, delay }, 'A job could not be started; trying again later')
    clock.after(delay, () => {
      attempt.waits = false
      void this.startNext()
    })
  }

  async #carryOut(taken: TakenJob, run: JobRun): Promise<void> {
    const { clock, running, waitingList, events } = this.#options
    const begun = clock.monotonic()
    const end = await runJob(run, this.#options)
    const seconds = (clock.monotonic() - begun) / 1000
    let ended: Job | null = null
    try {
      if (end.state === 'requeued') ended = await this.#requeue(taken, run, end)
      else ended = await recordEnd(run.job, end, seconds, { ...this.#options, writeRetries: this.#writeRetries })
      if (end.state === 'done' || end.state === 'cancelled') await this.#recordUsage(run.job, seconds)
    } finally {
      run.release()
      running.delete(run.job.id)
      waitingList.reorder()
    }
    if (ended !== null) {
      const type = end.state === 'requeued' ? 'failed' : end.state
      events.emit({ type, job: ended, timings: run.timings ?? null })
    }
    events.emit({ type: 'positions-changed' })
  }

  /**
   * Lets a job wait again at its old position; while the dispatcher is closed, for the next process. Returns the failed job
   * if it was interrupted too often.
   */
  async #requeue(
    taken: TakenJob,
    { job }: JobRun,
    end: Extract<RunEnd, { readonly state: 'requeued' }>,
  ): Promise<Job | null> {
    const { store, waitingList, limits, log } = this.#options
    await store.jobs.requeue(job.id, { interrupted: end.interrupted })
    if (end.interrupted && job.interruptions + 1 >= limits.interruptions) return giveUpInterrupted(job, { store, log })
    const waiting = this.#open ? await store.jobs.get(job.id) : null
    if (waiting?.state === 'waiting') waitingList.putBack({ ...taken, job: waiting })
    return null
  }

  /** Records usage, which only affects the order. A job has ended even if its usage cannot be written. */
  async #recordUsage({ id, personId }: Job, seconds: number): Promise<void> {
    try {
      await this.#options.store.usage.add(personId, seconds / this.capacity)
    } catch (error) {
      this.#options.log.error({ err: error, job: id }, 'The usage of a job was not recorded')
    }
  }
}
