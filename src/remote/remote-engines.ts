import { type Clock, systemClock } from '@duckrabbit/clock'
import { createEnginePool, type EnginePool, type PoolMember } from '#src/engine/engine-pool.ts'
import { type Engine, type EngineDrawOptions, type EngineMember, type EngineStatus } from '#src/engine/engine.ts'
import { loadingSeconds } from '#src/engine/start-engines.ts'
import type { EngineEvent } from '#src/renderer/events.ts'
import type { Pictures } from '#src/renderer/renderer.ts'
import { type DrawRequest, modeOf } from '#src/requests/draw-request.ts'
import { Assignments } from './assignments.ts'
import { changesChannel, eventsChannel } from './keys.ts'
import type { PictureExchange } from './picture-exchange.ts'
import { parseJson, type Registration, toBot } from './protocol.ts'
import { connectFailingFast, connectWithRetries, type RedisConnection, type RemoteLog } from './redis.ts'
import { estimatesOf, type RemoteEstimates } from './remote-estimates.ts'
import { RemoteNetworkUse } from './remote-network-use.ts'
import { defaultLock } from './start-worker.ts'
import { WorkerRegistry } from './worker-registry.ts'

export interface RemoteEnginesOptions {
  readonly url: string
  readonly exchange: PictureExchange
  /** The bot's own id. It stays the same when its process restarts. */
  readonly bot: string
  readonly log: RemoteLog
  readonly clock?: Clock
  /** Milliseconds of silence after which a worker counts as lost. Default: 30 s. */
  readonly lock?: number
  /** How a bot estimates what a worker needs. Default: by what the worker has measured. */
  readonly estimates?: (registration: Registration) => RemoteEstimates
}

/** Milliseconds that a bot waits at its start for Redis to tell what is still drawn. */
const startTimeout = 10_000

export interface RemoteEngines extends Engine {
  /** Ends abruptly, like a killed process. */
  abandon(): void
}

/** Connects a bot to the workers of other machines. They look like one engine, which is `absent` while there is none. */
export function connectWorkers(options: RemoteEnginesOptions): RemoteEngines {
  return new ConnectedWorkers(options)
}

class ConnectedWorkers implements RemoteEngines {
  readonly #options: Required<RemoteEnginesOptions>
  readonly #redis: RedisConnection
  readonly #subscriber: RedisConnection
  readonly #registry: WorkerRegistry
  readonly #assignments: Assignments
  readonly #pool: EnginePool
  readonly #registrations = new Map<string, string>()
  /** The models of all workers that were ever here. */
  readonly #seenModels = new Set<string>()
  readonly #networkUse = new RemoteNetworkUse()
  #refreshing: Promise<void> | undefined
  #refreshAgain = false
  #cancelTimer: () => void = () => undefined
  #isConnected = false
  #isStopped = false

  constructor({ clock = systemClock, lock = defaultLock, estimates = estimatesOf, ...options }: RemoteEnginesOptions) {
    this.#options = { ...options, clock, lock, estimates }
    const { url, log, bot, exchange } = options
    this.#redis = connectFailingFast(url, log)
    this.#subscriber = connectWithRetries(url, log)
    this.#registry = new WorkerRegistry({ redis: this.#redis, clock, lock, log })
    this.#pool = createEnginePool(clock)
    const onChange = (): void => this.#pool.changed()
    this.#assignments = new Assignments({ redis: this.#redis, exchange, bot, clock, log, lock, onChange })
    this.#subscriber.on('message', (channel: string, text: string) => this.#receive(channel, text))
    this.#subscriber.subscribe(eventsChannel(bot), changesChannel).catch(() => undefined)
    this.#redis.on('ready', () => void this.#refresh())
    this.#redis.on('close', () => this.#disconnected())
    this.#tick()
  }

  reserve(id: string, request: DrawRequest, options: { readonly isolated: boolean }): (() => void) | null {
    return this.#isConnected && this.#assignments.areAccepted ? this.#pool.reserve(id, request, options) : null
  }

  async stillDrawing(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set()
    if (!(await this.#isConnectedSoon())) {
      this.#options.log.warn({ jobs: ids }, 'Redis cannot be reached at the start; running jobs are drawn again')
      return new Set()
    }
    const adopted = await this.#assignments.adopt(ids, new Set(this.#registrations.keys())).catch((error: unknown) => {
      this.#options.log.warn(
        { err: error },
        'Redis does not say which jobs are still being drawn; they are drawn again',
      )
      return []
    })
    for (const { jobId, worker } of adopted) this.#assignments.onOver(jobId, this.#pool.occupy(worker, jobId))
    return new Set(adopted.map(({ jobId }) => jobId))
  }

  draw(id: string, request: DrawRequest, pictures: Pictures, options?: EngineDrawOptions): AsyncGenerator<EngineEvent> {
    if (this.#assignments.isAdopted(id)) return this.#assignments.follow(id, options?.signal)
    return this.#pool.draw(id, request, pictures, options)
  }

  readonly estimate = (request: DrawRequest): number | null => this.#pool.estimate(request)
  readonly bestOf = (request: DrawRequest): number | null => this.#pool.bestOf?.(request) ?? null

  readonly pid = undefined

  get networkUse(): Engine['networkUse'] {
    return this.#networkUse.total
  }

  get members(): readonly EngineMember[] {
    return this.#pool.members
  }

  get status(): EngineStatus {
    const { status } = this.#pool
    const isAbsent = !this.#isStopped && !(this.#isConnected && this.#assignments.areAccepted)
    return isAbsent ? { ...status, state: 'absent' } : status
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    return this.#pool.onStatus(() => listener(this.status))
  }

  async stop(): Promise<void> {
    if (this.#isStopped) return
    this.#isStopped = true
    this.#cancelTimer()
    await this.#pool.stop()
    await this.#assignments.stop()
    this.#redis.disconnect()
    this.#subscriber.disconnect()
  }

  abandon(): void {
    this.#isStopped = true
    this.#cancelTimer()
    this.#redis.disconnect()
    this.#subscriber.disconnect()
  }

  #receive(channel: string, text: string): void {
    if (channel === changesChannel) return void this.#refresh()
    const message = parseJson(toBot, text)
    if (message !== undefined) this.#assignments.receive(message)
  }

  #disconnected(): void {
    this.#registry.disconnected()
    if (!this.#isConnected) return
    this.#isConnected = false
    this.#pool.changed()
  }

  #tick(): void {
    if (this.#isStopped) return
    this.#cancelTimer = this.#options.clock.after(this.#options.lock / 6, () => this.#tick())
    // A subscription that never sends anything would not notice that its connection is dead.
    this.#subscriber.ping().catch(() => undefined)
    void this.#refresh()
  }

  /** Reads the workers. A call during another one makes it read once more. */
  #refresh(): Promise<void> {
    this.#refreshAgain = true
    this.#refreshing ??= this.#refreshAll().finally(() => (this.#refreshing = undefined))
    return this.#refreshing
  }

  async #refreshAll(): Promise<void> {
    while (this.#refreshAgain && !this.#isStopped && this.#redis.status === 'ready') {
      this.#refreshAgain = false
      try {
        const { present, lost, left } = await this.#registry.read()
        for (const id of [...lost, ...left]) this.#remove(id)
        for (const id of lost) await this.#assignments.giveUp(id, { lost: true })
        for (const id of left) await this.#assignments.giveUp(id, { lost: false })
        for (const each of present) this.#show(each)
        await this.#assignments.compare(present)
        if (!this.#isConnected) {
          this.#isConnected = true
          this.#pool.changed()
        }
      } catch (error) {
        this.#options.log.warn({ err: error }, 'The workers could not be read from Redis')
        this.#refreshAgain = false
      }
    }
  }

  /** Any worker refuses a model that no worker ever had. A job for a model whose worker is away waits. */
  #mayDraw(registration: Registration, request: DrawRequest): boolean {
    const model = modeOf(request).settings(request).model
    return model === undefined || registration.models.includes(model) || !this.#seenModels.has(model)
  }

  #remove(id: string): void {
    this.#registrations.delete(id)
    this.#networkUse.forget(id)
    this.#pool.remove(id)
  }

  #show(registration: Registration): void {
    const { networkUse, ...facts } = registration
    const { id, name, status } = facts
    this.#networkUse.update(id, networkUse)
    const text = JSON.stringify(facts)
    if (this.#registrations.get(id) === text) return
    if (!this.#registrations.has(id))
      this.#options.log.info({ worker: id, name, device: status.device }, 'A worker is here')
    this.#registrations.set(id, text)
    for (const model of registration.models) this.#seenModels.add(model)
    this.#pool.add(this.#memberOf(registration))
  }

  #memberOf(registration: Registration): PoolMember {
    const { id, name, status, facts, attempts } = registration
    const estimates = this.#options.estimates(registration)
    return {
      name: id,
      label: name,
      engine: {
        status,
        networkUse: registration.networkUse,
        pid: undefined,
        draw: (jobId, request, pictures, options) =>
          this.#assignments.draw(id, jobId, request, pictures, options ?? {}),
        ...estimates,
        // A change comes as a new registration.
        onStatus: () => () => undefined,
        stop: () => Promise.resolve(),
      },
      canDraw: (request) => status.state !== 'stopped' && this.#mayDraw(registration, request),
      loading: (request) => loadingSeconds({ facts, status }, request),
      others: () => attempts.filter((attempt) => !this.#assignments.isOwn(attempt)).length,
    }
  }

  async #isConnectedSoon(): Promise<boolean> {
    const { clock } = this.#options
    const until = clock.monotonic() + startTimeout
    while (!this.#isConnected && !this.#isStopped && clock.monotonic() < until) {
      await new Promise<void>((resolve) => void clock.after(50, resolve))
    }
    return this.#isConnected
  }
}
