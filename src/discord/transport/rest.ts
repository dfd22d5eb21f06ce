import { type InternalRequest, REST } from 'discord.js'
import type { Clock } from '@duckrabbit/clock'
import { encodeMultipart } from './multipart.ts'

/** Milliseconds by which the two clocks may differ without a change of the system time. */
const tolerance = 1_000

/**
 * The REST client of discord.js with two changes.
 *
 * discord.js records by the wall clock when an exhausted rate limit resets. After the clock was set back by an hour,
 * the next request of that limit would wait for an hour. The records are therefore dropped. Discord repeats its limits
 * in every answer.
 *
 * Files are encoded so that the event loop goes on meanwhile, also those of messages that discord.js sends itself.
 */
export class DiscordRest extends REST {
  readonly #clock: Pick<Clock, 'now' | 'monotonic'>
  #offset: number

  constructor(options: ConstructorParameters<typeof REST>[0], clock: Pick<Clock, 'now' | 'monotonic'>) {
    super(options)
    this.#clock = clock
    this.#offset = clock.now() - clock.monotonic()
  }

  override async request(request: InternalRequest): Promise<unknown> {
    const offset = this.#clock.now() - this.#clock.monotonic()
    if (offset < this.#offset - tolerance) this.handlers.clear()
    this.#offset = offset
    return super.request(await encoded(request))
  }
}

async function encoded(request: InternalRequest): Promise<InternalRequest> {
  const { files, body, ...others } = request
  // Only stickers are sent as fields of their own.
  if (files === undefined || files.length === 0 || request.appendToFormData === true) return request
  const multipart = await encodeMultipart(files, body)
  const headers = { ...request.headers, 'Content-Type': multipart.contentType }
  return { ...others, body: multipart.body, headers, passThroughBody: true }
}
