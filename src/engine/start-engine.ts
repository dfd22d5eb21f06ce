import { type Clock, systemClock } from '@duckrabbit/clock'
import { UserError } from '#src/errors.ts'
import { engineRefused as words } from '#src/messages/refusals.ts'
import type { Activity } from '#src/renderer/activity.ts'
import type { EngineEvent } from '#src/renderer/events.ts'
import type { Pictures, RendererSettings } from '#src/renderer/renderer.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { ForkWorker, WorkerLog } from '#src/workers/fork-worker.ts'
import type { RestartPolicy } from '#src/workers/restart-policy.ts'
import type { WorkerState } from '#src/workers/supervisor.ts'
import { WorkerJobs } from '#src/workers/worker-jobs.ts'
import { deadlineOf, type Deadlines, defaultDeadlines } from './deadlines.ts'
import { DrawingJob } from './drawing-job.ts'
import { LikenessCalls } from './likeness-calls.ts'
import { EngineStopped, type Engine, type EngineDrawOptions, type EngineFacts, type EngineStatus } from './engine.ts'
import { KnownFacts } from './known-facts.ts'
import { fromEngine, type FromEngine, type ToEngine } from './protocol.ts'

export interface EngineOptions {
  readonly settings: RendererSettings
  readonly log: WorkerLog
  /** The name in the log. Default: `engine`. */
  readonly name?: string
  /** Variables that the process gets beside those of this one. */
  readonly env?: Readonly<Record<string, string>>
  /** Default: real time. */
  readonly clock?: Clock
  /** The URL of a module that replaces the models, for tests. Default: the real models. */
  readonly backend?: string | undefined
  readonly deadlines?: Partial<Deadlines>
  /** The number of engine deaths during one job alone after which the job fails. Default: 2. */
  readonly maxDeaths?: number
  readonly restart?: Partial<RestartPolicy>
  /** Starts the process. Tests replace it. */
  readonly fork?: ForkWorker
}

/** An engine on a device of this machine. */
export interface DeviceEngine extends Engine {
  readonly facts: EngineFacts
  /** Calls the listener when the facts have changed. The returned function unsubscribes it. */
  onFacts(listener: () => void): () => void
}

/** Starts the engine as a worker process and keeps it alive. */
export function startEngine(options: EngineOptions): DeviceEngine {
  return new SupervisedEngine(options)
}

class SupervisedEngine implements DeviceEngine {
  readonly #jobs: WorkerJobs<DrawingJob, FromEngine, ToEngine>
  readonly #known = new KnownFacts()
  readonly #deadlines: Deadlines
  readonly #likenessCalls: LikenessCalls
  readonly #listeners = new Set<(status: EngineStatus) => void>()
  readonly #networkUse = { calls: 0, rows: 0 }
  readonly #factListeners = new Set<() => void>()
  #status: EngineStatus = {
    state: 'starting',
    failure: null,
    model: null,
    device: null,
    subjects: [],
    capacity: 1,
    deaths: 0,
  }

  constructor({ settings, backend, deadlines, name = 'engine', clock = systemClock, ...options }: EngineOptions) {
    this.#deadlines = { ...defaultDeadlines, ...deadlines }
    this.#likenessCalls = new LikenessCalls(clock)
    this.#jobs = new WorkerJobs<DrawingJob, FromEngine, ToEngine>({
      ...options,
      clock,
      name,
      program: new URL('worker.ts', import.meta.url),
      settings: { ...settings, backend },
      incoming: fromEngine,
      startingDeadline: this.#deadlines.starting,
      alwaysOn: true,
      startMessage: (job) => job.startMessage,
      onLeave: ({ id }) => this.#known.forget(id),
      onMessage: (message) => this.#receive(message),
      onState: (state) => this.#follow(state),
      died: ({ id, deaths }) => new UserError('engine-died', words.died, { job: id, deaths }),
      willNotStart: (reason) => new UserError('engine-will-not-start', words.willNotStart, { reason }),
    })
  }

  async *draw(
    id: string,
    request: DrawRequest,
    pictures: Pictures,
    options: EngineDrawOptions = {},
  ): AsyncGenerator<EngineEvent, void, undefined> {
    const { signal } = options
    signal?.throwIfAborted()
    if (this.#jobs.supervisor.isStopping) throw new EngineStopped('The engine was stopped')
    if (this.#jobs.has(id)) throw new Error(`Job ${id} is being drawn already`)
    const job = new DrawingJob(id, request, pictures, options)
    const abort = (): void => this.#cancel(job, signal?.reason)
    signal?.addEventListener('abort', abort, { once: true })
    this.#jobs.submit(job)
    try {
      yield* job.events
    } finally {
      signal?.removeEventListener('abort', abort)
      this.#cancel(job, new Error('The events of this job are no longer read'))
    }
  }

  estimate(request: DrawRequest): number | null {
    return this.#known.estimate(request)
  }

  bestOf(request: DrawRequest): number | null {
    return this.#known.bestOf(request)
  }

  async likeness(texts: readonly string[], others: readonly string[]): Promise<readonly (readonly number[])[] | null> {
    if (this.#status.state !== 'ready' || this.#jobs.supervisor.isStopping) return null
    return this.#likenessCalls.ask(texts, others, (message) => this.#jobs.supervisor.send(message))
  }

  get status(): EngineStatus {
    return this.#status
  }

  get networkUse(): Engine['networkUse'] {
    return this.#networkUse
  }

  get pid(): number | undefined {
    return this.#jobs.supervisor.pid
  }

  get facts(): EngineFacts {
    return this.#known.facts
  }

  onFacts(listener: () => void): () => void {
    this.#factListeners.add(listener)
    return () => void this.#factListeners.delete(listener)
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  stop(): Promise<void> {
    return this.#jobs.stop(() => new EngineStopped('The engine was stopped'), { type: 'shutdown' })
  }

  #cancel(job: DrawingJob, reason: unknown): void {
    job.cancel(reason)
    if (this.#jobs.withdraw(job)) job.end()
    else if (this.#jobs.find(job.id) === job) this.#jobs.supervisor.send({ type: 'cancel', id: job.id })
  }

  #countRows(activity: Activity): void {
    if (activity.kind !== 'running' || activity.rows === undefined) return
    this.#networkUse.calls += 1
    this.#networkUse.rows += activity.rows
  }

  #receive(message: FromEngine): void {
    if (this.#known.receive(message)) for (const listener of this.#factListeners) listener()
    switch (message.type) {
      case 'ready':
      case 'speeds':
        return
      case 'model': {
        const { model, preferred } = message
        if (preferred) this.#update({ model: model.name, device: model.device, subjects: model.subjects })
        return
      }
      case 'capacity':
        return this.#update({ capacity: message.parallel })
      case 'activity':
        this.#countRows(message.activity)
        return this.#jobs.supervisor.watch(message.activity.kind, deadlineOf(message.activity, this.#deadlines))
      case 'likeness':
        return this.#likenessCalls.answer(message.id, message.rows)
      case 'event':
        return this.#jobs.find(message.id)?.events.push(message.event)
      case 'ended':
        return this.#jobs.complete(message.id)?.end()
      case 'refused':
      case 'failed':
        // `WorkerJobs` fails the job.
        return
      default:
        message satisfies never
    }
  }

  /** Updates the engine's status from the worker's state. */
  #follow(state: WorkerState): void {
    switch (state.kind) {
      case 'off':
      case 'starting':
        // A failed engine has not recovered just because it is tried again, so the status stays.
        return
      case 'ready':
        return this.#update({ state: 'ready', failure: null })
      case 'restarting':
        return this.#update({ state: 'restarting', deaths: this.#status.deaths + 1 })
      case 'failed': {
        const { reason, until } = state
        return this.#update({ state: 'failed', failure: { reason, until }, deaths: this.#status.deaths + 1 })
      }
      case 'stopped':
        return this.#update({ state: 'stopped', failure: null })
      default:
        state satisfies never
    }
  }

  #update(changes: Partial<EngineStatus>): void {
    this.#status = { ...this.#status, ...changes }
    for (const listener of this.#listeners) listener(this.#status)
  }
}
