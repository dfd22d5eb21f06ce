import type { EngineEvent } from '#src/renderer/events.ts'
import type { Pictures } from '#src/renderer/renderer.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { Job, JobOrigin } from '#src/store/job.ts'

/** What a person asks for, ready to be accepted. */
export interface NewJob {
  /** Who asked. Limits, fairness and cancelling go by this. */
  readonly personId: string
  readonly request: DrawRequest
  /** The bytes of every picture that the request refers to. The store keeps them from here on. */
  readonly pictures: Pictures
  /** Where the request came from and where the answer goes. */
  readonly origin: JobOrigin
  /** The secret that the answer needs (an interaction token). It is kept apart from the row and removed on delivery. */
  readonly token?: string
  /** The job that this one was made from: reroll, remix, upscale. */
  readonly parentId?: string
}

/** The position of a waiting job. */
export interface QueuePosition {
  /** 1 is next. */
  readonly position: number
  /** How many jobs are waiting in all. */
  readonly waiting: number
  /** Seconds until the job is finished, by measured speed. Null until something was measured. */
  readonly secondsLeft: number | null
}

export interface WaitingJob extends QueuePosition {
  readonly job: Job
}

/** How far a running job has come. */
export interface Progress {
  /** 0 … 1 */
  readonly fraction: number
  /** Seconds until the job is finished, by measured speed. Null until something was measured. */
  readonly secondsLeft: number | null
}

/** All jobs that run or wait, for `/queue` and presence. */
export interface QueueOverview {
  readonly running: readonly { readonly job: Job; readonly progress: Progress }[]
  /** In the order in which they are going to run. */
  readonly waiting: readonly WaitingJob[]
}

/**
 * What the queue emits, in this order for each job:
 * `accepted`, (`began`, `drawing`…)+, and one of `done`, `failed`, `cancelled`.
 *
 * When `done` is emitted, the job's results are in the store. `positions-changed` belongs to no single job.
 */
export type JobEvent =
  | { readonly type: 'accepted'; readonly job: Job }
  | { readonly type: 'began'; readonly job: Job }
  | { readonly type: 'drawing'; readonly job: Job; readonly event: EngineEvent; readonly progress: Progress }
  | { readonly type: 'done'; readonly job: Job }
  | { readonly type: 'failed'; readonly job: Job }
  | { readonly type: 'cancelled'; readonly job: Job }
  | { readonly type: 'positions-changed' }

/** `cancelled`: the job was waiting and is gone. `stopping`: it runs and ends after the present step. `over`: nothing is left to cancel. */
export type CancelOutcome = 'cancelled' | 'stopping' | 'over'

/**
 * A fair queue of jobs in front of an engine.
 *
 * A job is a row in the store from the moment it is accepted. Whatever happens to the process, it runs and ends as
 * done, failed or cancelled. The order goes by recent use and by arrival, so that a person with ten jobs does not
 * keep others waiting.
 */
export interface JobQueue {
  /**
   * Accepts a job. When this resolves, the job survives a crash.
   *
   * @throws UserError `too-many-waiting` (its sentence says what is waiting), `queue-closed` while shutting down.
   */
  add(job: NewJob): Promise<Job>
  /** Cancels a waiting or running job. Running ones stop between two steps. The caller checks who may do so. */
  cancel(id: string): Promise<CancelOutcome>
  /** The present position of a waiting job; null when it does not wait. */
  position(id: string): Promise<QueuePosition | null>
  /** How far a running job has come; null when it does not run here. */
  progress(id: string): Progress | null
  overview(): Promise<QueueOverview>
  /** Listeners must not throw: what they throw is logged. The returned function unsubscribes. */
  subscribe(listener: (event: JobEvent) => void): () => void
  /** Takes over the jobs that an earlier process left and begins to run them. Call it once, after subscribing. */
  start(): Promise<void>
  /**
   * Accepts no new jobs and starts none. Running ones may finish until `graceMilliseconds` are over. Then they are
   * parked: they wait again, at their old position, for the next start. Resolves when nothing runs.
   */
  stop(graceMilliseconds: number): Promise<void>
}
