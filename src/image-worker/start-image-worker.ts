import { recordDeath, type IsolatedJob, startable } from '#src/workers/crash-isolation.ts'
import { UserError } from '#src/errors.ts'
import { errorFromMessage } from '#src/workers/job-error.ts'
import { type WorkerLog, forkWorker, type Worker } from '#src/workers/fork-worker.ts'
import { imageWorkerRefused as words } from '#src/messages/refusals.ts'
import type { ImageWorker } from './image-worker.ts'
import { type Answer, type Ask, imageWorkerJobs, type JobName } from './jobs.ts'
import { fromImageWorker, type FromImageWorker, type ToImageWorker } from './protocol.ts'

export interface ImageWorkerOptions {
  readonly log: WorkerLog
  /** Jobs that are in the process at once: while one computes, another's file is encoded. Default: 2. */
  readonly atOnce?: number
  /** Seconds that each kind of job may take. Default: two minutes, generous for a machine that swaps. */
  readonly deadlines?: Partial<Readonly<Record<JobName, number>>>
  /** Seconds until the process must have said that it is ready. Default: 120. */
  readonly startingDeadline?: number
  /** Deaths of its own after which a job fails. Default: 2. */
  readonly maxDeaths?: number
  /** Failed starts in a row after which jobs fail instead of waiting for the next. Default: 3. */
  readonly maxFailedStarts?: number
  /** The program to fork; for tests. */
  readonly program?: URL
}

interface Task extends IsolatedJob {
  readonly name: JobName
  readonly ask: unknown
  readonly done: (answer: unknown) => void
  readonly fail: (error: Error) => void
  /** Runs while the job is in the process. */
  deadline?: NodeJS.Timeout
}

/**
 * An image worker in a child process. The process starts with the first job and again after it died or hung; the jobs that
 * were in it are tried again, alone if there were several, and one that takes it with it too often fails.
 */
export function startImageWorker({
  log,
  atOnce = 2,
  deadlines = {},
  startingDeadline = 120,
  maxDeaths = 2,
  maxFailedStarts = 3,
  program = new URL('worker.ts', import.meta.url),
}: ImageWorkerOptions): ImageWorker {
  const waiting: Task[] = []
  const running: Task[] = []
  let child: Worker<ToImageWorker> | undefined
  let ready = false
  let failedStarts = 0
  let lastId = 0
  let starting: NodeJS.Timeout | undefined
  let closing: { readonly over: Promise<void>; readonly end: () => void } | undefined

  function start(): void {
    ready = false
    starting = setTimeout(hung, startingDeadline * 1000, 'starting')
    child = forkWorker({
      name: 'image worker',
      program,
      settings: {},
      hears: fromImageWorker,
      log,
      onMessage: hear,
      onExit: mourn,
    })
  }

  function hung(what: string): void {
    log.error(
      { imageWorker: child?.pid, what, jobs: running.map(({ name }) => name) },
      'The image worker hangs; killed',
    )
    child?.kill()
  }

  function dispatch(): void {
    if (child === undefined && waiting.length > 0) start()
    if (!ready) return
    for (const task of startable(waiting, running).slice(0, atOnce - running.length)) {
      waiting.splice(waiting.indexOf(task), 1)
      running.push(task)
      const { id, name, ask } = task
      task.deadline = setTimeout(hung, (deadlines[name] ?? 120) * 1000, name)
      child?.send({ id, name, ask })
    }
  }

  /** Takes a job out of the process's hands; undefined when it was not there. */
  function take(id: string): Task | undefined {
    const index = running.findIndex((task) => task.id === id)
    const [task] = index < 0 ? [] : running.splice(index, 1)
    clearTimeout(task?.deadline)
    return task
  }

  function hear(message: FromImageWorker): void {
    switch (message.type) {
      case 'ready':
        clearTimeout(starting)
        ready = true
        failedStarts = 0
        break
      case 'done':
        take(message.id)?.done(message.answer)
        break
      case 'refused':
      case 'failed':
        take(message.id)?.fail(errorFromMessage(message))
        break
      default:
        message satisfies never
    }
    dispatch()
  }

  function mourn(how: string): void {
    clearTimeout(starting)
    child = undefined
    if (closing !== undefined) return closing.end()
    failedStarts = ready ? 0 : failedStarts + 1
    ready = false
    const ran = [...running]
    for (const { id } of ran) take(id)
    log.error({ how, jobs: ran.map(({ name }) => name), failedStarts }, 'The image worker died')
    const exhausted = new Set(recordDeath(ran, maxDeaths))
    for (const task of exhausted) task.fail(diedOf(task))
    waiting.unshift(...ran.filter((task) => !exhausted.has(task)))
    if (failedStarts >= maxFailedStarts) for (const task of waiting.splice(0)) task.fail(willNotStart(how))
    dispatch()
  }

  return {
    async do<Name extends JobName>(name: Name, ask: Ask<Name>): Promise<Answer<Name>> {
      if (closing !== undefined) throw new Error('The image worker is closed')
      const id = String(++lastId)
      const answer = await new Promise<unknown>((done, fail) => {
        waiting.push({ id, name, ask, done, fail, isolated: false, deaths: 0 })
        dispatch()
      })
      return imageWorkerJobs[name].answers.parse(answer)
    },

    close() {
      if (closing !== undefined) return closing.over
      let end = (): void => undefined
      const over = new Promise<void>((resolve) => (end = resolve))
      closing = { over, end }
      const left = [...waiting.splice(0), ...running]
      for (const { id } of left) take(id)
      for (const task of left) task.fail(new Error('The image worker was closed'))
      // It holds nothing that would be lost.
      if (child === undefined) end()
      else child.kill()
      return over
    },
  }
}

function diedOf({ name, deaths }: Task): UserError {
  return new UserError('image-worker-died', words.died, { job: name, deaths })
}

function willNotStart(how: string): UserError {
  return new UserError('image-worker-will-not-start', words.willNotStart, { how })
}
