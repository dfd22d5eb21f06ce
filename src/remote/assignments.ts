import { randomBytes } from 'node:crypto'
import type { Clock } from '@duckrabbit/clock'
import { EngineLost, EngineStopped, type EngineDrawOptions } from '#src/engine/engine.ts'
import type { EngineEvent } from '#src/renderer/events.ts'
import type { Pictures } from '#src/renderer/renderer.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import { BotAttempt } from './bot-attempt.ts'
import { attemptsKey, cancelKey, controlChannel, lostKey, workersKey } from './keys.ts'
import { Pause } from './pause.ts'
import type { PictureExchange } from './picture-exchange.ts'
import { parseJson, type Registration, rememberedAttempt, type ToBot, type ToWorker } from './protocol.ts'
import type { RedisConnection, RemoteLog } from './redis.ts'
import { checkSize, WorkerQueues } from './worker-queues.ts'

export interface AssignmentsOptions {
  readonly redis: RedisConnection
  readonly exchange: PictureExchange
  readonly bot: string
  readonly clock: Clock
  readonly log: RemoteLog
  readonly lock: number
  /** Called when assignments are accepted again. */
  readonly onChange: () => void
}

/** Seconds that a cancellation is remembered. */
const rememberCancel = 24 * 60 * 60
/** Seconds for which other bots can read that a worker was lost. */
const rememberLost = 60 * 60

/** Assigns a bot's jobs to workers, follows them, and notices when one is lost. */
export class Assignments {
  readonly #options: AssignmentsOptions
  /** Attempts by their ids. */
  readonly #attempts = new Map<string, BotAttempt>()
  readonly #adopted = new Map<string, BotAttempt>()
  readonly #queues: WorkerQueues
  readonly #whenOver = new Map<string, () => void>()
  readonly #pause: Pause
  #comparedAt = 0

  constructor(options: AssignmentsOptions) {
    this.#options = options
    this.#queues = new WorkerQueues(options.redis, options.log)
    this.#pause = new Pause(options)
  }

  /** False for a while after Redis or the store has failed, for example because it is full. */
  get areAccepted(): boolean {
    return !this.#pause.isOn
  }

  isOwn(attempt: string): boolean {
    return this.#attempts.has(attempt)
  }

  isAdopted(jobId: string): boolean {
    return this.#adopted.has(jobId)
  }

  /** Calls `task` when the attempt of a job is over. */
  onOver(jobId: string, task: () => void): void {
    this.#whenOver.set(jobId, task)
  }

  /** Assigns a job to a worker and yields the events that the worker reports. */
  async *draw(
    worker: string,
    jobId: string,
    request: DrawRequest,
    pictures: Pictures,
    options: EngineDrawOptions,
  ): AsyncGenerator<EngineEvent, void, undefined> {
    options.signal?.throwIfAborted()
    const attempt = this.#open({ id: `a${randomBytes(10).toString('hex')}`, jobId, worker })
    try {
      await this.#assign(attempt, request, pictures, options)
      yield* this.#events(attempt, options.signal)
    } finally {
      await this.#close(attempt)
    }
  }

  /** Yields the events of an adopted job. */
  async *follow(jobId: string, signal?: AbortSignal): AsyncGenerator<EngineEvent, void, undefined> {
    const attempt = this.#adopted.get(jobId)
    if (attempt === undefined) throw new EngineStopped('The job is not drawn any more')
    try {
      yield* this.#events(attempt, signal)
    } finally {
      await this.#close(attempt)
    }
  }

  receive(message: ToBot): void {
    const attempt = this.#attempts.get(message.attempt)
    if (message.type === 'event') attempt?.receive(message.event)
    else attempt?.end(message.result)
  }

  /** Follows the jobs that workers still draw, or have drawn, for an earlier process. Cancels all other attempts. */
  async adopt(jobIds: readonly string[], workers: ReadonlySet<string>): Promise<readonly BotAttempt[]> {
    const { redis, bot } = this.#options
    const adopted: BotAttempt[] = []
    for (const [jobId, text] of Object.entries(await redis.hgetall(attemptsKey(bot)))) {
      const known = parseJson(rememberedAttempt, text)
      if (known === undefined) continue
      const attempt = this.#open({ id: known.attempt, jobId, worker: known.worker })
      const state = jobIds.includes(jobId) ? await this.#queues.stateOf(attempt) : 'unknown'
      if (state === 'completed' || (state !== 'unknown' && workers.has(known.worker))) {
        this.#adopted.set(jobId, attempt)
        adopted.push(attempt)
        if (state !== 'completed') await this.#send(attempt.worker, { type: 'resend', attempt: attempt.id })
        continue
      }
      await this.#cancel(attempt)
      await this.#close(attempt)
    }
    return adopted
  }

  /** Handles a worker that is gone. `lost`: it did not sign off, so one of the jobs that it had begun may be the cause. */
  async giveUp(worker: string, { lost }: { readonly lost: boolean }): Promise<void> {
    const { log, redis } = this.#options
    const attempts = [...this.#attempts.values()].filter((attempt) => attempt.worker === worker)
    const jobs = attempts.map(({ jobId }) => jobId)
    if (lost) log.warn({ worker, jobs }, 'A worker is silent; its jobs go to others')
    else log.info({ worker, jobs }, 'A worker has left')
    if (lost) await redis.set(lostKey(worker), '1', 'EX', rememberLost)
    const wasLost = lost || (await redis.exists(lostKey(worker))) > 0
    for (const attempt of attempts) {
      const state = await this.#queues.stateOf(attempt)
      if (state === 'completed') continue
      // Another bot may have removed the queue of this worker first.
      const wasBegun = wasLost && (state === 'active' || (state === 'unknown' && attempt.hasBegun))
      attempt.lose(wasBegun ? new EngineLost('The worker is gone') : new EngineStopped('The worker has left'))
    }
    await this.#queues.removeAll(worker)
    await redis.srem(workersKey, worker)
  }

  /** Compares the attempts with the workers' registrations, since messages in either direction may have been lost. */
  async compare(present: readonly Registration[]): Promise<void> {
    const { clock, lock } = this.#options
    const named = new Set(present.flatMap(({ attempts }) => attempts))
    const now = clock.monotonic()
    const wasInterrupted = now - this.#comparedAt > lock / 2
    this.#comparedAt = now
    for (const attempt of this.#attempts.values()) {
      if (attempt.isCancelled && !attempt.isOver) await this.#cancel(attempt)
      if (named.has(attempt.id) || wasInterrupted) attempt.missingSince = undefined
      else attempt.missingSince ??= now
      if (attempt.missingSince === undefined || now - attempt.missingSince < lock) continue
      const state = await this.#queues.stateOf(attempt)
      if (state === 'completed' || state === 'waiting') continue
      attempt.lose(new EngineStopped('No worker knows of the job any more'))
    }
  }

  async stop(): Promise<void> {
    for (const attempt of this.#attempts.values()) attempt.lose(new EngineStopped('The bot stops'))
    await this.#queues.close()
  }

  #open(ids: { readonly id: string; readonly jobId: string; readonly worker: string }): BotAttempt {
    const attempt = new BotAttempt(ids, this.#options)
    this.#attempts.set(attempt.id, attempt)
    return attempt
  }

  /** Forgets an attempt, here and in Redis. After a failure, its keys in Redis expire or are cancelled at the next start. */
  async #close(attempt: BotAttempt): Promise<void> {
    const { redis, bot, exchange, log } = this.#options
    this.#attempts.delete(attempt.id)
    this.#adopted.delete(attempt.jobId)
    this.#whenOver.get(attempt.jobId)?.()
    this.#whenOver.delete(attempt.jobId)
    try {
      await redis.hdel(attemptsKey(bot), attempt.jobId)
      await exchange.remove([...attempt.keys])
      await this.#queues.remove(attempt)
    } catch (error) {
      log.warn({ err: error, job: attempt.jobId }, 'The data of an attempt in Redis or the store could not be removed')
    }
  }

  async #assign(
    attempt: BotAttempt,
    request: DrawRequest,
    pictures: Pictures,
    options: EngineDrawOptions,
  ): Promise<void> {
    const { signal: _signal, isolated = false, deaths = 0, ...drawing } = options
    const { redis, bot, exchange } = this.#options
    const { id, jobId, worker } = attempt
    const refs = [...pictures].map(([sha256, bytes]) => ({ sha256, key: `${id}/in-${sha256}`, bytes }))
    const work = checkSize({
      jobId,
      attempt: id,
      bot,
      request,
      pictures: refs.map(({ sha256, key }) => ({ sha256, key })),
      options: { ...drawing, isolated, deaths },
    })
    try {
      for (const { key, bytes } of refs) {
        attempt.keys.add(key)
        await exchange.put(key, bytes)
      }
      await redis.hset(attemptsKey(bot), jobId, JSON.stringify({ attempt: id, worker }))
      await this.#queues.add(worker, work)
      this.#pause.succeeded()
    } catch (error) {
      this.#pause.failed(error, jobId)
      throw new EngineStopped('The job could not be given to a worker', { cause: error })
    }
  }

  async *#events(attempt: BotAttempt, signal?: AbortSignal): AsyncGenerator<EngineEvent, void, undefined> {
    const abort = (): void => {
      attempt.cancel(signal?.reason)
      this.#cancel(attempt).catch((error: unknown) => {
        this.#options.log.warn({ err: error, job: attempt.jobId }, 'A worker could not be told to cancel; trying again')
      })
    }
    if (signal?.aborted === true) abort()
    else signal?.addEventListener('abort', abort, { once: true })
    try {
      yield* attempt.events
    } finally {
      signal?.removeEventListener('abort', abort)
      if (!attempt.isOver) abort()
    }
  }

  async #cancel({ id, worker }: BotAttempt): Promise<void> {
    await this.#options.redis.set(cancelKey(id), '1', 'EX', rememberCancel)
    await this.#send(worker, { type: 'cancel', attempt: id })
  }

  async #send(worker: string, message: ToWorker): Promise<void> {
    await this.#options.redis.publish(controlChannel(worker), JSON.stringify(message))
  }
}
