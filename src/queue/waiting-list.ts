import type { Engine } from '#src/engine/engine.ts'
import type { Job } from '#src/store/job.ts'
import type { Store } from '#src/store/store.ts'
import { fairOrder } from './fair-order.ts'
import type { Progress, WaitingJob } from './job-queue.ts'

/** The facts about a running job that the waiting ones depend on. */
export interface RunningJob {
  readonly job: Job
  readonly progress: { progress(): Progress }
}

export interface WaitingListOptions {
  readonly store: Pick<Store, 'usage'>
  readonly engine: Pick<Engine, 'estimate'>
  /** The running jobs. */
  readonly running: () => Iterable<RunningJob>
}

/** A job that was taken from the list and may be put back. */
export interface TakenJob {
  readonly job: Job
  /** The order of acceptance. */
  readonly index: number
}

/** Replaces a job's seconds while nothing was measured, so that all jobs count the same. */
const unmeasured = 10

/** The waiting jobs of the store in the order in which they will run. Only this process changes them, so they are read once. */
export class WaitingList {
  readonly #options: WaitingListOptions
  readonly #jobs = new Map<string, TakenJob>()
  #added = 0
  #order: Promise<readonly Job[]> | undefined

  constructor(options: WaitingListOptions) {
    this.#options = options
  }

  /** Adds the most recently accepted job. */
  add(job: Job): void {
    this.putBack({ job, index: this.#added++ })
  }

  /** Removes a job and returns it, or undefined if it does not wait. */
  take(id: string): TakenJob | undefined {
    const taken = this.#jobs.get(id)
    this.#jobs.delete(id)
    this.reorder()
    return taken
  }

  /** Returns a job to its old position. */
  putBack(taken: TakenJob): void {
    this.#jobs.set(taken.job.id, taken)
    this.reorder()
  }

  get(id: string): Job | undefined {
    return this.#jobs.get(id)?.job
  }

  ofPerson(personId: string): readonly Job[] {
    return this.#inOrderOfAcceptance().filter((job) => job.personId === personId)
  }

  /** Discards the order after jobs, usage or the running jobs have changed. */
  reorder(): void {
    this.#order = undefined
  }

  /**
   * Reads the waiting jobs in the order in which they will run. `read` is called while the order is true: a job that it sees
   * waiting is not among the running ones yet.
   */
  async inOrder<Result>(read: (jobs: readonly Job[]) => Result): Promise<Result> {
    for (;;) {
      const order = (this.#order ??= this.#sort())
      const jobs = await order.catch((error: unknown) => {
        if (order === this.#order) this.reorder()
        throw error
      })
      // If jobs were added or removed while the usage was read, the order is out of date.
      if (order === this.#order) return read(jobs)
    }
  }

  /** The positions of waiting jobs that `inOrder` has read; `parallel`: how many jobs run at once. */
  positionsOf(jobs: readonly Job[], parallel: number): readonly WaitingJob[] {
    let before: number | null = 0
    for (const { progress } of this.#options.running()) before = sum(before, progress.progress().secondsLeft)
    const waiting: WaitingJob[] = []
    for (const [index, job] of jobs.entries()) {
      const own = this.#options.engine.estimate(job.request)
      const secondsLeft = before === null || own === null ? null : before / parallel + own
      before = sum(before, own)
      waiting.push({ job, position: index + 1, waiting: jobs.length, secondsLeft })
    }
    return waiting
  }

  async #sort(): Promise<readonly Job[]> {
    const { store, running } = this.#options
    const used = new Map(await store.usage.recent())
    for (const { job } of running()) used.set(job.personId, (used.get(job.personId) ?? 0) + this.#secondsOf(job))
    const jobs = this.#inOrderOfAcceptance().map((job) => ({
      job,
      personId: job.personId,
      acceptedAt: job.acceptedAt,
      seconds: this.#secondsOf(job),
    }))
    return fairOrder(jobs, used).map(({ job }) => job)
  }

  #secondsOf({ request }: Job): number {
    return this.#options.engine.estimate(request) ?? unmeasured
  }

  #inOrderOfAcceptance(): Job[] {
    return [...this.#jobs.values()].sort((a, b) => a.index - b.index).map(({ job }) => job)
  }
}

/** The sum, or null if either is unknown. */
function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b
}
