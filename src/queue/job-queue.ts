import type { EngineEvent } from '#src/renderer/events.ts'
import type { Pictures } from '#src/renderer/renderer.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { Job, JobOrigin } from '#src/store/job.ts'

/** A person's wish, ready to be accepted. */
export interface NewJob {
  /** Whose it is: limits, fairness and cancelling go by this. */
  readonly personId: string
  readonly request: DrawRequest
  /** The bytes of every picture that the request refers to; they are kept by the store from here on. */
  readonly pictures: Pictures
  /** Where it came from and where the answer goes. */
  readonly origin: JobOrigin
  /** Secret that the answer needs (an interaction token): kept apart from the row, gone on delivery. */
  readonly token?: string
  /** The job that this one was made from: reroll, remix, upscale. */
  readonly parentId?: string
}

/** Where a waiting job stands. */
export interface Place {
  /** 1 is next. */
  readonly position: number
  /** How many are waiting in all. */
  readonly waiting: number
  /** Seconds until it is finished, from measured speed; null until something was measured. */
  readonly secondsLeft: number | null
}

/** How far a running job has come. */
export interface Progress {
  /** 0 … 1 */
  readonly fraction: number
  /** Seconds until it is finished, from measured speed; null until something was measured. */
  readonly secondsLeft: number | null
}

/** What the line looks like, for `/queue` and presence. */
export interface LineView {
  readonly running: readonly { readonly job: Job; readonly progress: Progress }[]
  /** In the order in which they are going to run. */
  readonly waiting: readonly { readonly job: Job; readonly place: Place }[]
}

/**
 * What the queue says, in this order for each job:
 * `accepted`, (`began`, `drawing`…)+, and one of `done`, `failed`, `cancelled`.
 *
 * When `done` is said, the job's results are in the store. `line` means that places have moved.
 */
export type JobEvent =
  | { readonly type: 'accepted'; readonly job: Job }
  | { readonly type: 'began'; readonly job: Job }
  | { readonly type: 'drawing'; readonly job: Job; readonly event: EngineEvent; readonly progress: Progress }
  | { readonly type: 'done'; readonly job: Job }
  | { readonly type: 'failed'; readonly job: Job }
  | { readonly type: 'cancelled'; readonly job: Job }
  | { readonly type: 'line' }

/** `cancelled`: it was waiting and is gone. `stopping`: it runs and ends after the present step. `over`: nothing left to cancel. */
export type CancelOutcome = 'cancelled' | 'stopping' | 'over'

/**
 * A fair line of jobs in front of an engine.
 *
 * A job is a row in the store from the moment it is accepted; whatever happens to the process, it runs and ends as
 * done, failed or cancelled. The order goes by recent use and by arrival, so that a person with ten jobs does not
 * keep others waiting.
 */
export interface JobQueue {
  /**
   * Accepts a job: when this returns, it survives a crash.
   *
   * @throws UserError `too-many-waiting` (its sentence says what is waiting), `queue-closed` while shutting down.
   */
  add(job: NewJob): Promise<Job>
  /** Cancels a waiting or running job; running ones stop between two steps. Who may do so is the caller's matter. */
  cancel(id: string): Promise<CancelOutcome>
  /** Where a waiting job stands now; null when it does not wait. */
  place(id: string): Promise<Place | null>
  /** How far a running job has come; null when it does not run here. */
  progress(id: string): Progress | null
  line(): Promise<LineView>
  /** Listeners must not throw; what they throw is logged. Returns the way to stop listening. */
  subscribe(listener: (event: JobEvent) => void): () => void
  /** Takes up what an earlier process left behind and begins to run. Call once, after subscribing. */
  start(): Promise<void>
  /**
   * Takes no new jobs and starts none. Running ones may finish until `graceMilliseconds` are over, then they are parked:
   * they wait again, in their old place, for the next start. Resolves when nothing runs.
   */
  stop(graceMilliseconds: number): Promise<void>
}
