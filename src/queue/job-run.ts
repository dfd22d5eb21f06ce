import { EngineLost, EngineStopped } from '#src/engine/engine.ts'
import { diskFault } from '#src/disk-fault.ts'
import { UserError } from '#src/errors.ts'
import { queueRefused as words } from '#src/messages/refusals.ts'
import { fill } from '#src/messages/template.ts'
import type { Timings } from '#src/renderer/events.ts'
import type { Job, JobFailure } from '#src/store/job.ts'
import { drawJob, type DrawJobOptions } from './draw-job.ts'
import type { ProgressTracker } from './progress-tracker.ts'
import type { QueueEvents } from './queue-events.ts'
import type { QueueLog } from './queue-log.ts'

/** A running job. */
export interface JobRun {
  job: Job
  readonly progress: ProgressTracker
  readonly controller: AbortController
  /** Gives back its place in the engine. */
  readonly release: () => void
  /** Why the run was aborted. */
  aborted?: 'cancelled' | 'requeued'
  /** How its drawing spent the time, once everything is drawn. */
  timings?: Timings
}

/** The outcome of a run. A requeued job waits again. `interrupted`: what drew it is gone, perhaps because of the job. */
export type RunEnd = { readonly state: 'requeued'; readonly interrupted: boolean } | JobEnd

/** The outcome of a job. */
export type JobEnd =
  | { readonly state: 'done'; readonly withheld: number }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly failure: JobFailure }

export interface RunJobOptions extends DrawJobOptions {
  readonly events: Pick<QueueEvents, 'emit'>
  readonly log: QueueLog
  /** Creates the id of an incident, which the log and the person get. */
  readonly newIncident: () => string
}

/** Draws a job and emits its events. Never rejects, since a failure is an outcome like any other. */
export async function runJob(run: JobRun, options: RunJobOptions): Promise<RunEnd> {
  const { job, progress, controller } = run
  /** The pictures that the safety checker holds back. */
  const withheld = new Set<number>()
  try {
    for await (const event of drawJob(job, options, controller.signal)) {
      progress.update(event)
      if (event.type === 'done') run.timings = event.timings
      if (event.type === 'withheld') withheld.add(event.picture)
      if (event.type === 'interrupted') withheld.clear()
      options.events.emit({ type: 'drawing', job, event, progress: progress.progress() })
    }
    return { state: 'done', withheld: withheld.size }
  } catch (error) {
    if (run.aborted === 'cancelled') return { state: 'cancelled' }
    if (run.aborted === 'requeued' || error instanceof EngineStopped) return { state: 'requeued', interrupted: false }
    if (error instanceof EngineLost) return { state: 'requeued', interrupted: true }
    return { state: 'failed', failure: failureOf(error, job, options) }
  }
}

function failureOf(
  error: unknown,
  job: Job,
  { log, newIncident }: Pick<RunJobOptions, 'log' | 'newIncident'>,
): JobFailure {
  if (error instanceof UserError) return { code: error.code, message: error.message }
  const disk = diskFault(error)
  if (disk !== undefined) {
    log.error({ err: error, job: job.id }, 'A job failed because the disk is full or cannot be written')
    return { code: disk.code, message: disk.message }
  }
  const incident = newIncident()
  log.error({ err: error, job: job.id, incident }, 'A job failed')
  return { code: 'incident', message: fill(words.incident, { id: incident }), incident }
}

/** Aborts a run, unless it was aborted before. It ends between two steps. */
export function abortRun(run: JobRun, reason: 'cancelled' | 'requeued'): void {
  run.aborted ??= reason
  run.controller.abort(new Error(`The job was ${reason}`))
}
