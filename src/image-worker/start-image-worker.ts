import { type Clock, systemClock } from '@duckrabbit/clock'
import { UserError } from '#src/errors.ts'
import { imageWorkerRefused as words } from '#src/messages/refusals.ts'
import type { ForkWorker, WorkerLog } from '#src/workers/fork-worker.ts'
import type { RestartPolicy } from '#src/workers/restart-policy.ts'
import { type WorkerJob, WorkerJobs } from '#src/workers/worker-jobs.ts'
import type { ImageWorker } from './image-worker.ts'
import { imageJobs, isSlow, type JobInput, type JobName, type JobOutput } from './jobs.ts'
import { fromImageWorker, type FromImageWorker, type ToImageWorker } from './protocol.ts'

export interface ImageWorkerOptions {
  readonly log: WorkerLog
  /** Default: real time. */
  readonly clock?: Clock
  /**
   * Jobs that are in the process at once: while one computes, another's file is encoded. Slow jobs leave room for one other.
   * Default: 2.
   */
  readonly concurrency?: number
  /** Seconds that each kind of job may take. Default: two minutes, generous for a machine that swaps. */
  readonly deadlines?: Partial<Readonly<Record<JobName, number>>>
  /** Seconds until the process must have reported that it is ready. Default: 120. */
  readonly startingDeadline?: number
  /** Deaths of its own after which a job fails. Default: 2. */
  readonly maxDeaths?: number
  readonly restart?: Partial<RestartPolicy>
  /** The program to fork; for tests. */
  readonly program?: URL
  /** How the process is started; for tests. */
  readonly fork?: ForkWorker
}

interface ImageJob extends WorkerJob {
  readonly name: JobName
  readonly input: unknown
  readonly done: (output: unknown) => void
  cancelDeadline: () => void
}

/** An image worker in a process that starts with the first job. */
export function startImageWorker({
  clock = systemClock,
  concurrency = 2,
  deadlines = {},
  startingDeadline = 120,
  program = new URL('worker.ts', import.meta.url),
  ...options
}: ImageWorkerOptions): ImageWorker {
  let lastId = 0
  const jobs = new WorkerJobs<ImageJob, FromImageWorker, ToImageWorker>({
    ...options,
    clock,
    concurrency,
    startingDeadline,
    program,
    name: 'image worker',
    settings: {},
    incoming: fromImageWorker,
    alwaysOn: false,
    fits: (job, running) => !isSlow(job) || running.filter(isSlow).length < Math.max(1, concurrency - 1),
    startMessage: ({ id, name, input }) => ({ id, name, input }),
    onStart(job) {
      const seconds = deadlines[job.name] ?? 120
      job.cancelDeadline = clock.after(seconds * 1000, () => jobs.supervisor.kill(job.name, seconds))
    },
    onLeave: (job) => job.cancelDeadline(),
    onMessage(message) {
      if (message.type === 'done') jobs.complete(message.id)?.done(message.output)
    },
    onState: () => undefined,
    died: ({ name, deaths }) => new UserError('image-worker-died', words.died, { job: name, deaths }),
    willNotStart: (reason) => new UserError('image-worker-will-not-start', words.willNotStart, { reason }),
  })

  return {
    get pid() {
      return jobs.supervisor.pid
    },
    async do<Name extends JobName>(name: Name, input: JobInput<Name>): Promise<JobOutput<Name>> {
      if (jobs.supervisor.isStopping) throw new Error('The image worker is closed')
      const id = String(++lastId)
      const output = await new Promise<unknown>((done, fail) => {
        const job = { id, name, input, done, fail, isolated: false, deaths: 0 }
        jobs.submit({ ...job, interrupted: () => true, cancelDeadline: () => undefined })
      })
      return imageJobs[name].output.parse(output)
    },
    // The process holds nothing that would be lost.
    close: () => jobs.stop(() => new Error('The image worker was closed')),
  }
}
