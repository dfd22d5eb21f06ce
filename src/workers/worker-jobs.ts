import type { UserError } from '#src/errors.ts'
import { type IsolatedJob, recordDeath, startable } from './crash-isolation.ts'
import { errorFromMessage, type JobErrorMessage } from './job-error.ts'
import { type Death, Supervisor, type SupervisorOptions, type WorkerState } from './supervisor.ts'

/** A job for a worker. */
export interface WorkerJob extends IsolatedJob {
  /** Ends the job with an error. */
  fail(error: unknown): void
  /**
   * Called when the worker died during the job, before the job starts over. Returns false if the job was cancelled and has
   * ended instead.
   */
  interrupted(): boolean
}

export interface WorkerJobsOptions<
  Job extends WorkerJob,
  Incoming extends { readonly type: string },
  Outgoing extends object,
> extends Omit<SupervisorOptions<Incoming>, 'wanted' | 'onDeath'> {
  /** Whether the process keeps running while there are no jobs. */
  readonly alwaysOn: boolean
  /** The number of jobs that the process gets at once. Default: unlimited. */
  readonly concurrency?: number
  /** Whether a job may start beside those that run. If not, later jobs may start before it. Default: every job may. */
  readonly fits?: (job: Job, running: readonly Job[]) => boolean
  /** The number of worker deaths during one job alone after which the job fails. Default: 2. */
  readonly maxDeaths?: number | undefined
  /** The message that starts a job. */
  readonly startMessage: (job: Job) => Outgoing
  readonly onStart?: (job: Job) => void
  /** Called when a job has left the process, whatever its outcome. */
  readonly onLeave?: (job: Job) => void
  /** The error for a job that killed the process too often. */
  readonly died: (job: Job) => UserError
  /** The error for jobs that are refused while the worker does not start. */
  readonly willNotStart: (reason: string) => UserError
}

/**
 * The jobs of one supervised worker. If the worker dies or hangs, the jobs that were running start over, one at a time. A
 * job that kills the worker too often fails.
 */
export class WorkerJobs<Job extends WorkerJob, Incoming extends { readonly type: string }, Outgoing extends object> {
  readonly #options: WorkerJobsOptions<Job, Incoming, Outgoing>
  readonly #waiting: Job[] = []
  readonly #running: Job[] = []
  readonly supervisor: Supervisor<Incoming, Outgoing>

  constructor(options: WorkerJobsOptions<Job, Incoming, Outgoing>) {
    this.#options = options
    this.supervisor = new Supervisor<Incoming, Outgoing>({
      ...options,
      wanted: () => options.alwaysOn || this.#waiting.length > 0,
      onDeath: (death) => this.#onDeath(death),
      onMessage: (message) => this.#receive(message),
      onState: (state) => this.#onState(state),
    })
    if (options.alwaysOn) this.supervisor.start()
  }

  get running(): readonly Job[] {
    return this.#running
  }

  has(id: string): boolean {
    return [...this.#waiting, ...this.#running].some((job) => job.id === id)
  }

  find(id: string): Job | undefined {
    return this.#running.find((job) => job.id === id)
  }

  /** Starts a job as soon as the worker has room for it. Refuses it while the worker does not start. */
  submit(job: Job): void {
    const { state } = this.supervisor
    if (state.kind === 'failed') return job.fail(this.#options.willNotStart(state.reason))
    this.#waiting.push(job)
    this.supervisor.start()
    this.#startWaiting()
  }

  /** Removes a job that has not started. Returns false if it has. */
  withdraw(job: Job): boolean {
    const withdrawn = take(this.#waiting, job.id) !== undefined
    if (withdrawn) this.#startWaiting()
    return withdrawn
  }

  /** Removes a job that the worker has completed, or undefined if it did not run. */
  complete(id: string): Job | undefined {
    this.supervisor.recovered()
    return this.#leave(id)
  }

  /** Fails all jobs with an error and ends the worker, at once if jobs run. */
  stop(error: () => Error, request?: Outgoing): Promise<void> {
    const busy = this.#running.length > 0
    const stopped = this.supervisor.stop(busy ? undefined : request)
    for (const job of [...this.#waiting.splice(0), ...this.#takeRunning()]) job.fail(error())
    return stopped
  }

  #startWaiting(): void {
    if (this.supervisor.state.kind !== 'ready') return
    const { concurrency = Infinity, fits = () => true, startMessage, onStart } = this.#options
    while (this.#running.length < concurrency) {
      const job = startable(this.#waiting, this.#running).find((waiting) => fits(waiting, this.#running))
      if (job === undefined) return
      take(this.#waiting, job.id)
      this.#running.push(job)
      onStart?.(job)
      this.supervisor.send(startMessage(job))
    }
  }

  #receive(message: Incoming): void {
    this.#options.onMessage(message)
    if (isJobError(message)) {
      this.supervisor.recovered()
      this.#leave(message.id)?.fail(errorFromMessage(message))
    }
  }

  #leave(id: string): Job | undefined {
    const job = take(this.#running, id)
    if (job === undefined) return undefined
    this.#options.onLeave?.(job)
    this.#startWaiting()
    return job
  }

  #takeRunning(): Job[] {
    const jobs = this.#running.splice(0)
    for (const job of jobs) this.#options.onLeave?.(job)
    return jobs
  }

  #onDeath({ reason }: Death): { readonly duringJobs: boolean } {
    const { log, name, maxDeaths = 2, died } = this.#options
    const ran = this.#takeRunning()
    if (ran.length > 0)
      log.error({ worker: name, reason, jobs: ran.map(({ id }) => id) }, `The ${name} died under jobs`)
    const exhausted = new Set(recordDeath(ran, maxDeaths))
    for (const job of exhausted) job.fail(died(job))
    this.#waiting.unshift(...ran.filter((job) => !exhausted.has(job) && job.interrupted()))
    return { duringJobs: ran.length > 0 }
  }

  #onState(state: WorkerState): void {
    if (state.kind === 'failed') {
      for (const job of this.#waiting.splice(0)) job.fail(this.#options.willNotStart(state.reason))
    }
    this.#options.onState(state)
    if (state.kind === 'off' && this.#waiting.length > 0) this.supervisor.start()
    this.#startWaiting()
  }
}

function isJobError(message: { readonly type: string }): message is JobErrorMessage {
  return message.type === 'refused' || message.type === 'failed'
}

/** Removes a job from a list and returns it, or undefined if it is not on the list. */
function take<Job extends WorkerJob>(jobs: Job[], id: string): Job | undefined {
  const index = jobs.findIndex((job) => job.id === id)
  return index < 0 ? undefined : jobs.splice(index, 1)[0]
}
