import type { Clock } from '@duckrabbit/clock'
import { createChannel, type Channel } from '#src/engine/channel.ts'
import { latestStep } from '#src/engine/drawing-job.ts'
import { EngineLost, EngineStopped } from '#src/engine/engine.ts'
import { drawEvent } from '#src/engine/protocol.ts'
import type { EngineEvent } from '#src/renderer/events.ts'
import { errorFromMessage } from '#src/workers/job-error.ts'
import { z } from 'zod'
import { nameOf } from './drawing-record.ts'
import { unpackBytes } from './packed-bytes.ts'
import { retry } from './retry.ts'
import type { PictureExchange } from './picture-exchange.ts'
import type { WorkResult } from './protocol.ts'
import type { RemoteLog } from './redis.ts'

/** Milliseconds for which a bot tries to fetch a finished picture. */
const timeout = 60_000

const interrupted = z.object({ type: z.literal('interrupted'), deaths: z.int().min(0) })
const engineEvent: z.ZodType<EngineEvent> = z.union([drawEvent, interrupted])

export interface BotAttemptOptions {
  readonly exchange: PictureExchange
  readonly clock: Clock
  readonly log: RemoteLog
}

/** A worker's attempt to draw a job, as the bot sees it. It yields events in order, and none after its end. */
export class BotAttempt {
  readonly id: string
  readonly jobId: string
  readonly worker: string
  readonly events: Channel<EngineEvent> = createChannel<EngineEvent>(latestStep)
  /** The keys of all pictures that belong to it, to be removed when it is over. */
  readonly keys = new Set<string>()
  /** When its worker stopped naming it, by the monotonic clock. */
  missingSince: number | undefined
  #hasBegun = false
  readonly #options: BotAttemptOptions
  /** The essential events that were yielded. */
  readonly #seen = new Set<string>()
  #work: Promise<void> = Promise.resolve()
  #cancelled: { readonly reason: unknown } | undefined
  #isOver = false

  constructor(
    ids: { readonly id: string; readonly jobId: string; readonly worker: string },
    options: BotAttemptOptions,
  ) {
    this.id = ids.id
    this.jobId = ids.jobId
    this.worker = ids.worker
    this.#options = options
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** Whether its worker has reported anything. */
  get hasBegun(): boolean {
    return this.#hasBegun
  }

  get isCancelled(): boolean {
    return this.#cancelled !== undefined
  }

  /** The reason that it throws, however it ends. */
  cancel(reason: unknown): void {
    this.#cancelled ??= { reason }
  }

  receive(packed: unknown): void {
    this.#hasBegun = true
    this.#then(() => this.#push(packed))
  }

  end(result: WorkResult): void {
    this.#then(async () => {
      if (this.#isOver) return
      if (result.type === 'stopped') return this.#fail(new EngineStopped('The worker stopped'))
      if (result.type === 'cancelled') return this.#fail(new EngineStopped('The worker dropped the job'))
      if (result.type !== 'done') return this.#fail(errorFromMessage(result))
      for (const packed of result.events) await this.#push(packed)
      if (this.#cancelled !== undefined) return this.#fail(this.#cancelled.reason)
      this.#isOver = true
      this.events.close()
    })
  }

  /** Ends the attempt because its worker is gone or stopped before it began. */
  lose(error: EngineLost | EngineStopped): void {
    this.#then(() => this.#fail(error))
  }

  #then(task: () => Promise<void> | void): void {
    this.#work = this.#work.then(task).catch((error: unknown) => {
      const { log } = this.#options
      log.error({ err: error, job: this.jobId, worker: this.worker }, 'The picture of a worker could not be fetched')
      this.#fail(new EngineLost('The picture of the worker could not be fetched', { cause: error }))
    })
  }

  #fail(error: unknown): void {
    if (this.#isOver) return
    this.#isOver = true
    this.events.fail(this.#cancelled === undefined ? error : this.#cancelled.reason)
  }

  async #push(packed: unknown): Promise<void> {
    if (this.#isOver) return
    const { exchange, clock } = this.#options
    const event = engineEvent.parse(
      await unpackBytes(packed, (key) => {
        this.keys.add(key)
        return retry(() => existing(exchange, key), { clock, timeout })
      }),
    )
    const name = nameOf(event)
    if (name !== undefined && this.#seen.has(name)) return
    if (event.type === 'interrupted') this.#seen.clear()
    else if (name !== undefined) this.#seen.add(name)
    this.events.push(event)
  }
}

async function existing(exchange: PictureExchange, key: string): Promise<Uint8Array> {
  const bytes = await exchange.get(key)
  if (bytes === null) throw new Error(`The picture ${key} is not in the store`)
  return bytes
}
