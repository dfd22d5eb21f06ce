import type { JSONType } from 'zod'
import type { Clock } from '@duckrabbit/clock'
import { type Engine, EngineStopped } from '#src/engine/engine.ts'
import type { EngineEvent } from '#src/renderer/events.ts'
import { jobErrorMessage } from '#src/workers/job-error.ts'
import { DrawingRecord } from './drawing-record.ts'
import { packBytes } from './packed-bytes.ts'
import { retry } from './retry.ts'
import type { PictureExchange } from './picture-exchange.ts'
import type { ToBot, Work, WorkResult } from './protocol.ts'

/** Milliseconds for which a worker tries to hand over a picture, while the store cannot be reached or is full. */
const timeout = 10 * 60_000
/** Bytes of the largest preview that is sent. Previews travel inside messages. */
const maxPreview = 200_000

export interface WorkerAttemptsOptions {
  readonly engine: Pick<Engine, 'draw'>
  readonly exchange: PictureExchange
  readonly clock: Clock
  /** Sends a bot an event. `essential`: it should arrive even if that takes a while. */
  readonly tell: (bot: string, message: ToBot, essential: boolean) => void
  readonly onChange: () => void
}

interface Running {
  readonly work: Work
  readonly controller: AbortController
  readonly record: DrawingRecord
}

class Cancelled extends Error {
  override readonly name = 'Cancelled'
}

/** The attempts that a worker draws at the moment. */
export class WorkerAttempts {
  readonly #options: WorkerAttemptsOptions
  readonly #running = new Map<string, Running>()

  constructor(options: WorkerAttemptsOptions) {
    this.#options = options
  }

  get ids(): readonly string[] {
    return [...this.#running.keys()]
  }

  cancel(attempt: string): void {
    this.#running.get(attempt)?.controller.abort(new Cancelled('The job was cancelled'))
  }

  /** Stops all attempts, because nobody waits for them any more or the worker shuts down. */
  stopAll(): void {
    for (const { controller } of this.#running.values()) controller.abort(new EngineStopped('The worker stops'))
  }

  /** Sends the essential events again. */
  resend(attempt: string): void {
    const running = this.#running.get(attempt)
    for (const event of running?.record.events ?? []) {
      this.#options.tell(running?.work.bot ?? '', { type: 'event', attempt, event }, true)
    }
  }

  /** Draws an attempt and reports its progress to the bot. Never rejects. */
  async run(work: Work): Promise<WorkResult> {
    const running: Running = { work, controller: new AbortController(), record: new DrawingRecord() }
    this.#running.set(work.attempt, running)
    this.#options.onChange()
    const result = await this.#draw(running).catch((error: unknown) => resultOf(error, work))
    this.#running.delete(work.attempt)
    this.#options.tell(work.bot, { type: 'ended', attempt: work.attempt, result }, true)
    this.#options.onChange()
    return result
  }

  async #draw({ work, controller, record }: Running): Promise<WorkResult> {
    const { engine, tell } = this.#options
    const { attempt, bot, request, options } = work
    const { signal } = controller
    const pictures = await this.#fetchPictures(work, signal)
    for await (const event of engine.draw(attempt, request, pictures, { ...options, signal })) {
      const packed = await this.#pack(event, work, signal)
      record.add(event, packed)
      tell(bot, { type: 'event', attempt, event: packed }, event.type !== 'step')
    }
    return { type: 'done', events: [...record.events] }
  }

  async #fetchPictures({ pictures }: Work, signal: AbortSignal): Promise<ReadonlyMap<string, Uint8Array>> {
    const { exchange, clock } = this.#options
    const fetched = pictures.map(async ({ sha256, key }) => {
      const bytes = await retry(() => exchange.get(key), { clock, timeout, signal })
      // The bot sends them again with the next attempt.
      if (bytes === null) throw new EngineStopped('A picture of the request is gone')
      return [sha256, bytes] as const
    })
    return new Map(await Promise.all(fetched))
  }

  /** Moves the files of an event to the exchange. Previews stay inside, since they are small and soon replaced. */
  async #pack(event: EngineEvent, { attempt }: Work, signal: AbortSignal): Promise<JSONType> {
    const { exchange, clock } = this.#options
    if (event.type === 'step') {
      const { preview, ...rest } = event
      const isSmall = preview !== undefined && preview.bytes.byteLength <= maxPreview
      return packBytes(isSmall ? event : rest, (bytes) =>
        Promise.resolve({ $base64: Buffer.from(bytes).toString('base64') }),
      )
    }
    let files = 0
    const prefix = `${attempt}/${event.type}${event.type === 'picture' ? event.picture : ''}`
    return packBytes(event, async (bytes) => {
      const key = `${prefix}-${files++}`
      await retry(() => exchange.put(key, bytes), { clock, timeout, signal })
      return { $key: key }
    })
  }
}

function resultOf(error: unknown, { jobId }: Work): WorkResult {
  if (error instanceof Cancelled) return { type: 'cancelled' }
  if (error instanceof EngineStopped) return { type: 'stopped' }
  return jobErrorMessage(jobId, error)
}
