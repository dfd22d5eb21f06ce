import { Worker } from 'bullmq'
import type { Clock } from '@duckrabbit/clock'
import type { DeviceEngine } from '#src/engine/start-engine.ts'
import {
  attemptsKey,
  cancelKey,
  changesChannel,
  controlChannel,
  eventsChannel,
  queueOf,
  queuePrefix,
  workerKey,
  workersKey,
} from './keys.ts'
import { workerWords } from '#src/messages/worker-messages.ts'
import type { PictureExchange } from './picture-exchange.ts'
import {
  parseJson,
  protocol,
  type Registration,
  rememberedAttempt,
  toWorker,
  work,
  type WorkResult,
} from './protocol.ts'
import { connectWithRetries, type RedisConnection, type RemoteLog } from './redis.ts'
import { WorkerAttempts } from './worker-attempts.ts'

export interface WorkerSessionOptions {
  readonly url: string
  /** The id of this session. A worker that was given up starts a new one. */
  readonly id: string
  /** Duckrabbit's version. */
  readonly version: string
  /** The machine and the device, for people. */
  readonly name: string
  readonly engine: Pick<DeviceEngine, 'draw' | 'status' | 'onStatus' | 'facts' | 'onFacts' | 'networkUse'>
  /** The models in its folders. */
  readonly models: readonly string[]
  readonly exchange: PictureExchange
  /** Milliseconds of silence after which a worker counts as lost. */
  readonly lock: number
  readonly clock: Clock
  readonly log: RemoteLog
  /** Called when the bots have given this session up, or Redis has lost its data. */
  readonly onGivenUp: () => void
}

/** Milliseconds of BullMQ's lock. It outlasts minutes without Redis, since the registration decides which workers are alive. */
const jobLock = 15 * 60_000
/** Seconds for which a result is kept that no bot has fetched. */
const keepResult = 60 * 60

/** A worker's session in Redis. It registers, draws the jobs that it gets, and reports. */
export class WorkerSession {
  readonly #options: WorkerSessionOptions
  readonly #redis: RedisConnection
  readonly #subscriber: RedisConnection
  readonly #attempts: WorkerAttempts
  readonly #unsubscribe: readonly (() => void)[]
  #worker: Worker<unknown, WorkResult> | undefined
  #cancelTimer: () => void = () => undefined
  #isRegistered = false
  #isClosing = false
  #isOver = false

  constructor(options: WorkerSessionOptions) {
    const { url, log, engine, exchange, clock, id } = options
    this.#options = options
    this.#redis = connectWithRetries(url, log)
    this.#subscriber = connectWithRetries(url, log)
    this.#attempts = new WorkerAttempts({
      engine,
      exchange,
      clock,
      tell: (bot, message, essential) => {
        // Steps are dropped rather than queued.
        if (!essential && this.#redis.status !== 'ready') return
        this.#ignoringClose(this.#redis.publish(eventsChannel(bot), JSON.stringify(message)))
      },
      onChange: () => void this.#heartbeat(),
    })
    this.#subscriber.on('message', (_, text: string) => this.#receive(text))
    this.#ignoringClose(this.#subscriber.subscribe(controlChannel(id)))
    this.#unsubscribe = [engine.onStatus(() => void this.#heartbeat()), engine.onFacts(() => void this.#heartbeat())]
    void this.#heartbeat().then(() => this.#startWorker())
  }

  /** Whether Redis answers this worker. */
  get isConnected(): boolean {
    return this.#redis.status === 'ready'
  }

  /** Takes no more jobs. Running ones may finish within `graceMilliseconds`. Other workers draw the rest. */
  async close(graceMilliseconds: number): Promise<void> {
    if (this.#isOver) return
    this.#isClosing = true
    // From here on bots assign it nothing.
    await this.#withTimeout(this.#heartbeat())
    const cancelGrace = this.#options.clock.after(graceMilliseconds, () => this.#attempts.stopAll())
    await this.#worker?.close()
    cancelGrace()
    await this.#withTimeout(
      this.#redis.multi().srem(workersKey, this.#options.id).del(workerKey(this.#options.id)).exec(),
    )
    await this.#withTimeout(this.#redis.publish(changesChannel, this.#options.id))
    this.#end()
  }

  /** Ends abruptly, like a killed process. */
  abandon(): void {
    this.#end()
    void this.#worker?.close(true).catch(() => undefined)
  }

  #end(): void {
    this.#isOver = true
    this.#cancelTimer()
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
    this.#attempts.stopAll()
    this.#redis.disconnect()
    this.#subscriber.disconnect()
  }

  #startWorker(): void {
    if (this.#isOver) return
    const { id, url, log, name } = this.#options
    const connection = connectWithRetries(url, log)
    this.#worker = new Worker<unknown, WorkResult>(queueOf(id), (job) => this.#process(job.data), {
      connection,
      prefix: queuePrefix,
      name,
      // Bots limit the number of jobs. BullMQ must not hold any back, or an isolated job might wait for the wrong one.
      concurrency: 64,
      lockDuration: jobLock,
      // No other worker takes from this queue, so bots must find stalled jobs.
      skipStalledCheck: true,
      removeOnComplete: { age: keepResult },
      removeOnFail: { age: keepResult },
    })
    this.#worker.on('error', (error) => log.warn({ err: error, worker: id }, 'The queue of this worker failed'))
    this.#worker.on('closed', () => connection.disconnect())
  }

  async #process(data: unknown): Promise<WorkResult> {
    const parsed = work.parse(data)
    const { jobId, attempt, bot } = parsed
    const [wanted, cancelled] = await Promise.all([
      this.#redis.hget(attemptsKey(bot), jobId),
      this.#redis.exists(cancelKey(attempt)),
    ])
    // A bot may have given it up before it reached this worker.
    if (cancelled > 0 || parseJson(rememberedAttempt, wanted)?.attempt !== attempt) {
      const result: WorkResult = { type: 'cancelled' }
      await this.#redis.publish(eventsChannel(bot), JSON.stringify({ type: 'ended', attempt, result }))
      return result
    }
    return this.#attempts.run(parsed)
  }

  #receive(text: string): void {
    const message = parseJson(toWorker, text)
    if (message?.type === 'cancel') this.#attempts.cancel(message.attempt)
    if (message?.type === 'resend') this.#attempts.resend(message.attempt)
    if (message?.type === 'refused') {
      const { log, id, version } = this.#options
      log.error({ worker: id }, workerWords.refused({ worker: version, bot: message.version }))
    }
  }

  /** Renews the registration now and at regular intervals. */
  async #heartbeat(): Promise<void> {
    if (this.#isOver) return
    const { id, lock, clock, log } = this.#options
    this.#cancelTimer()
    this.#cancelTimer = clock.after(lock / 3, () => void this.#heartbeat())
    // A subscription that never sends anything would not notice that its connection is dead.
    this.#ignoringClose(this.#subscriber.ping())
    try {
      if (!this.#isRegistered) await this.#redis.sadd(workersKey, id)
      this.#isRegistered = true
      const answers = await this.#redis
        .multi()
        .sismember(workersKey, id)
        .set(workerKey(id), JSON.stringify(this.#registration()), 'PX', lock)
        .publish(changesChannel, id)
        .exec()
      const [, isMember] = answers?.[0] ?? []
      if (isMember === 0 && !this.#isOver) return this.#givenUp()
      await this.#checkCancelled()
    } catch (error) {
      if (!this.#isOver) log.warn({ err: error, worker: id }, 'The registration of this worker was not renewed')
    }
  }

  /** Checks for cancellations, since a message may have been lost with the connection. */
  async #checkCancelled(): Promise<void> {
    for (const attempt of this.#attempts.ids) {
      if ((await this.#redis.exists(cancelKey(attempt))) > 0) this.#attempts.cancel(attempt)
    }
  }

  #givenUp(): void {
    const { log, id, onGivenUp } = this.#options
    log.warn(
      { worker: id, attempts: this.#attempts.ids },
      'This worker was given up; it drops its jobs and registers again',
    )
    this.abandon()
    onGivenUp()
  }

  #registration(): Registration {
    const { id, version, name, engine, models } = this.#options
    const { facts } = engine
    return {
      id,
      protocol,
      version,
      name,
      status: { ...engine.status, subjects: [...engine.status.subjects], ...(this.#isClosing && { state: 'stopped' }) },
      models: [...models],
      facts: {
        models: [...facts.models],
        speeds: facts.speeds,
        loaded: [...facts.loaded],
        loadSeconds: facts.loadSeconds,
      },
      attempts: [...this.#attempts.ids],
      networkUse: { ...engine.networkUse },
    }
  }

  #ignoringClose(promise: Promise<unknown>): void {
    promise.catch((error: unknown) => {
      if (!this.#isOver) this.#options.log.warn({ err: error }, 'A message of this worker was not sent')
    })
  }

  /** Waits for Redis for a short time only, since a worker can stop without it. */
  async #withTimeout(promise: Promise<unknown>): Promise<void> {
    const settled = promise.then(
      () => undefined,
      () => undefined,
    )
    await Promise.race([settled, new Promise<void>((resolve) => this.#options.clock.after(2_000, resolve))])
  }
}
