import { REST } from 'discord.js'
import type { Clock } from '@duckrabbit/clock'

/** Milliseconds by which the two clocks may differ without a change of the system time. */
const tolerance = 1_000

/**
 * discord.js records by the wall clock when an exhausted rate limit resets. After the clock was set back by an hour,
 * the next request of that limit would wait for an hour. The records are therefore dropped. Discord repeats its limits
 * in every answer.
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
