import type { Clock } from '@duckrabbit/clock'
import { type Deferred, deferred } from './deferred.ts'
import { type ForkOptions, forkWorker, type ForkWorker, type WorkerLog, type WorkerProcess } from './fork-worker.ts'
import { countDeath, defaultRestartPolicy, nextStart, noDeaths, type RestartPolicy } from './restart-policy.ts'

/** The state of a supervised worker. */
export type WorkerState =
  /** There is no process until `start` is called. */
  | { readonly kind: 'off' }
  /** The process runs but has not reported that it is ready. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready' }
  /** It died and will be restarted `at` (milliseconds since 1970). */
  | { readonly kind: 'restarting'; readonly at: number }
  /** It failed to start several times in a row. The next attempt is made at `until` (milliseconds since 1970). */
  | { readonly kind: 'failed'; readonly until: number; readonly reason: string }
  /** It was stopped permanently. */
  | { readonly kind: 'stopped' }

export interface Death {
  /** One line: the exit code or signal, and the last error that the process printed. */
  readonly reason: string
  /** Whether it had reported that it was ready. */
  readonly wasReady: boolean
}

export interface SupervisorOptions<Incoming> extends Pick<
  ForkOptions<Incoming>,
  'name' | 'program' | 'settings' | 'env' | 'incoming' | 'onMessage'
> {
  readonly log: WorkerLog
  readonly clock: Clock
  /** Seconds within which the process must report that it is ready. `watch` replaces this deadline. */
  readonly startingDeadline: number
  readonly restart?: Partial<RestartPolicy> | undefined
  /** Asked when a restart is due: whether a process is needed. If not, the worker stays off. */
  readonly wanted: () => boolean
  /** Called at each death, before the state changes. Returns whether jobs were running. */
  readonly onDeath: (death: Death) => { readonly duringJobs: boolean }
  readonly onState: (state: WorkerState) => void
  /** Starts a process. Default: `forkWorker`. */
  readonly fork?: ForkWorker | undefined
}

/**
 * Keeps one worker process alive. It starts the process, kills it if it hangs, and restarts it after growing delays if it
 * dies. It knows nothing about jobs.
 */
export class Supervisor<Incoming extends { readonly type: string }, Outgoing extends object> {
  readonly #options: SupervisorOptions<Incoming>
  readonly #policy: RestartPolicy
  #state: WorkerState = { kind: 'off' }
  #process: WorkerProcess<Outgoing> | undefined
  #deaths = noDeaths
  /** A reading of the monotonic clock. */
  #readySince: number | undefined
  #cancelTimer: () => void = () => undefined
  #stopping: Deferred | undefined

  constructor(options: SupervisorOptions<Incoming>) {
    this.#options = options
    this.#policy = { ...defaultRestartPolicy, ...options.restart }
  }

  get state(): WorkerState {
    return this.#state
  }

  /** The id of the process; undefined while there is none. */
  get pid(): number | undefined {
    return this.#process?.pid
  }

  /** Whether it is stopping or has stopped. */
  get isStopping(): boolean {
    return this.#stopping !== undefined
  }

  /** Starts the process unless there is one or a restart is due. */
  start(): void {
    if (this.#state.kind === 'off') this.#fork()
  }

  send(message: Outgoing): void {
    this.#process?.send(message)
  }

  /** Kills the process unless `watch` or `unwatch` is called within `seconds`; null sets no deadline. */
  watch(activity: string, seconds: number | null): void {
    this.#cancelTimer()
    if (seconds !== null) this.#cancelTimer = this.#after(seconds * 1000, () => this.kill(activity, seconds))
  }

  /** Kills a process that hangs. */
  kill(activity: string, seconds: number): void {
    const { log, name } = this.#options
    log.error({ worker: name, pid: this.#process?.pid, activity, seconds }, `The ${name} hangs and is killed`)
    this.#process?.kill()
  }

  /** Reports that the worker has completed a job. It works, so its earlier deaths no longer count. */
  recovered(): void {
    this.#deaths = noDeaths
  }

  /**
   * Stops the worker permanently and resolves when the process has ended. With a `request` the process is asked to end and
   * killed after `graceSeconds`. Without one it is killed at once.
   */
  stop(request?: Outgoing, graceSeconds = 5): Promise<void> {
    if (this.#stopping !== undefined) return this.#stopping.promise
    this.#stopping = deferred()
    this.#cancelTimer()
    if (this.#process === undefined) this.#stopped()
    else if (request === undefined) this.#process.kill()
    else {
      this.#process.send(request)
      this.#cancelTimer = this.#after(graceSeconds * 1000, () => this.#process?.kill())
    }
    return this.#stopping.promise
  }

  #fork(): void {
    const { name, program, settings, env, incoming, log, startingDeadline, fork = forkWorker } = this.#options
    this.#readySince = undefined
    this.#process = fork<Incoming, Outgoing>({
      name,
      program,
      settings,
      env,
      incoming,
      log,
      onMessage: (message) => this.#receive(message),
      onExit: (reason) => this.#exited(reason),
    })
    this.watch('starting', startingDeadline)
    this.#become({ kind: 'starting' })
  }

  #receive(message: Incoming): void {
    if (this.#stopping !== undefined) return
    if (message.type === 'ready') {
      this.#readySince = this.#options.clock.monotonic()
      this.watch('idle', null)
    }
    this.#options.onMessage(message)
    if (message.type === 'ready') this.#become({ kind: 'ready' })
  }

  #exited(reason: string): void {
    this.#cancelTimer()
    this.#process = undefined
    if (this.#stopping !== undefined) return this.#stopped()
    const { clock, log, name, onDeath } = this.#options
    const wasReady = this.#readySince !== undefined
    if (this.#readySince !== undefined && clock.monotonic() - this.#readySince >= this.#policy.stableAfter)
      this.recovered()
    this.#deaths = countDeath(this.#deaths, onDeath({ reason, wasReady }))
    const { delay, refuse } = nextStart(this.#deaths, { wasReady }, this.#policy)
    log.error({ worker: name, reason, ...this.#deaths, restartAfterMs: delay }, `The ${name} died`)
    this.#cancelTimer = this.#after(delay, () => this.#startAgain())
    const at = clock.now() + delay
    this.#become(refuse ? { kind: 'failed', until: at, reason } : { kind: 'restarting', at })
  }

  #startAgain(): void {
    if (this.#options.wanted()) this.#fork()
    else this.#become({ kind: 'off' })
  }

  #stopped(): void {
    this.#become({ kind: 'stopped' })
    this.#stopping?.resolve()
  }

  #become(state: WorkerState): void {
    this.#state = state
    this.#options.onState(state)
  }

  #after(milliseconds: number, task: () => void): () => void {
    return this.#options.clock.after(milliseconds, task)
  }
}
