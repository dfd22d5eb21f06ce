import type { Clock } from '@duckrabbit/clock'
import type { FromEngine, ToEngine } from './protocol.ts'

/** Milliseconds for which an answer is waited. A guess can be judged without it. */
const within = 8_000

type Rows = Extract<FromEngine, { type: 'likeness' }>['rows']

/** Questions to the engine about texts, and their answers. */
export class LikenessCalls {
  readonly #clock: Clock
  readonly #waiting = new Map<string, (rows: Rows) => void>()
  #last = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Resolves with null if there is no answer in time, for example because the process has died. */
  ask(texts: readonly string[], others: readonly string[], send: (message: ToEngine) => void): Promise<Rows> {
    const id = String(++this.#last)
    return new Promise((resolve) => {
      const cancel = this.#clock.after(within, () => this.answer(id, null))
      this.#waiting.set(id, (rows) => {
        cancel()
        resolve(rows)
      })
      send({ type: 'likeness', id, texts: [...texts], others: [...others] })
    })
  }

  answer(id: string, rows: Rows): void {
    this.#waiting.get(id)?.(rows)
    this.#waiting.delete(id)
  }
}
