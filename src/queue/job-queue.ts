import type { EngineEvent, Timings } from '#src/renderer/events.ts'
import type { Pictures } from '#src/renderer/renderer.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { Job, JobOrigin } from '#src/store/job.ts'
import type { Allowance } from '#src/store/personal-stores.ts'

/** A person's request, ready to be accepted. */
export interface NewJob {
  /** The person's id, which limits, fairness and cancelling depend on. */
  readonly personId: string
  readonly request: DrawRequest
  /** The bytes of every picture that the request refers to. From here on the store keeps them. */
  readonly pictures: Pictures
  /** Where the request came from and where the answer goes. */
  readonly origin: JobOrigin
  /** The secret that the answer needs (an interaction token). It is kept apart from the row and removed on delivery. */
  readonly token?: string
  /** The person's quota where they ask. Absent where there is none. */
  readonly allowance?: Allowance
  /** The job that this one was made from: reroll, remix, upscale. */
  readonly parentId?: string
}

/** The position of a waiting job. */
export interface QueuePosition {
  /** 1 is next. */
  readonly position: number
  /** The total number of waiting jobs. */
  readonly waiting: number
  /** Seconds until the job is finished, by measured speed. Null until something was measured. */
  readonly secondsLeft: number | null
}

export interface WaitingJob extends QueuePosition {
  readonly job: Job
}

/** The progress of a running job. */
export interface Progress {
  /** 0 … 1 */
  readonly fraction: number
  /** Seconds until the job is finished, by measured speed. Null until something was measured. */
  readonly secondsLeft: number | null
}

/** All running and waiting jobs, for `/queue` and presence. */
export interface QueueOverview {
  readonly running: readonly { readonly job: Job; readonly progress: Progress }[]
  /** In the order in which they will run. */
  readonly waiting: readonly WaitingJob[]
}

/**
 * The events of the queue. For each job they come in this order:
 * `accepted`, (`began`, `drawing`…)+, and one of `done`, `failed`, `cancelled`.
 *
 * When `done` is emitted, the job's results are in the store. `timings` is null where not everything was drawn. `positions-changed` belongs to no single job.
 */
export type JobEvent =
  | { readonly type: 'accepted'; readonly job: Job }
  | { readonly type: 'began'; readonly job: Job }
  | { readonly type: 'drawing'; readonly job: Job; readonly event: EngineEvent; readonly progress: Progress }
  | { readonly type: 'done' | 'failed' | 'cancelled'; readonly job: Job; readonly timings: Timings | null }
  | { readonly type: 'positions-changed' }

/** `cancelled`: the job was waiting and is removed. `stopping`: it runs and ends after the current step. `over`: it has already ended or is unknown. */
export type CancelOutcome = 'cancelled' | 'stopping' | 'over'

/**
 * A fair queue of jobs in front of an engine.
 *
 * A job is a row in the store from the moment it is accepted. Whatever happens to the process, the job runs and ends as
 * done, failed or cancelled. The order depends on recent use and arrival, so that a person with ten jobs does not keep
 * others waiting.
 */
export interface JobQueue {
  /**
   * Accepts a job. When this resolves, the job survives a crash.
   *
   * @throws UserError `too-many-waiting` (its sentence lists the waiting jobs), `queue-closed` while shutting down
   */
  add(job: NewJob): Promise<Job>
  /** Cancels a waiting or running job. A running one stops between two steps. The caller checks the permission. */
  cancel(id: string): Promise<CancelOutcome>
  /** The current position of a waiting job, or null if it does not wait. */
  position(id: string): Promise<QueuePosition | null>
  /** The progress of a running job, or null if it does not run here. */
  progress(id: string): Progress | null
  overview(): Promise<QueueOverview>
  /** Listeners must not throw; their errors are only logged. The returned function unsubscribes. */
  subscribe(listener: (event: JobEvent) => void): () => void
  /** Takes over the jobs of an earlier process and starts running them. Call it once, after subscribing. */
  start(): Promise<void>
  /**
   * Stops accepting and starting jobs. Running ones may finish within `graceMilliseconds`. After that they are requeued: they
   * wait at their old position for the next start of the process. Resolves when nothing runs.
   */
  stop(graceMilliseconds: number): Promise<void>
}
