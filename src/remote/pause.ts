import { backoffDelay } from '#src/backoff.ts'
import type { Clock } from '@duckrabbit/clock'
import type { RemoteLog } from './redis.ts'

/** How long nothing is assigned after a failure, in milliseconds. */
const backoff = { initial: 1_000, max: 30_000 }

export interface PauseOptions {
  readonly clock: Pick<Clock, 'after'>
  readonly log: RemoteLog
  /** Called when the pause begins and when it ends. */
  readonly onChange: () => void
}

/** Keeps a bot from assigning jobs for a while after Redis or the store has failed, for example because it is full. */
export class Pause {
  readonly #options: PauseOptions
  #failures = 0
  #isOn = false

  constructor(options: PauseOptions) {
    this.#options = options
  }

  get isOn(): boolean {
    return this.#isOn
  }

  succeeded(): void {
    this.#failures = 0
  }

  failed(error: unknown, jobId: string): void {
    const { clock, log, onChange } = this.#options
    const delay = backoffDelay(++this.#failures, backoff)
    log.error({ err: error, job: jobId, delay }, 'Redis or the store accepts no jobs; they wait')
    this.#isOn = true
    clock.after(delay, () => {
      this.#isOn = false
      onChange()
    })
    onChange()
  }
}
