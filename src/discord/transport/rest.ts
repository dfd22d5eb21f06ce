import { REST } from 'discord.js'
import type { Clock } from '@duckrabbit/clock'

/** Milliseconds by which the two readings may differ without anybody having set the clock. */
const tolerance = 1_000

/**
 * discord.js notes by the wall clock when a used-up rate limit ends. After the clock was set back by an hour, the next
 * request of that limit would wait for an hour. So the notes are dropped then. Discord says its limits in every answer.
 */
export class MonotonicRest extends REST {
  readonly #clock: Pick<Clock, 'now' | 'monotonic'>
  #offset: number

  constructor(options: ConstructorParameters<typeof REST>[0], clock: Pick<Clock, 'now' | 'monotonic'>) {
    super(options)
    this.#clock = clock
    this.#offset = clock.now() - clock.monotonic()
  }

  override request(...options: Parameters<REST['request']>): Promise<unknown> {
    const offset = this.#clock.now() - this.#clock.monotonic()
    if (offset < this.#offset - tolerance) this.handlers.clear()
    this.#offset = offset
    return super.request(...options)
  }
}
