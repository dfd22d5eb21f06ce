import type { Planes } from '#src/pipeline/planes.ts'
import type { Row } from '#src/pipeline/predict.ts'

/** A network that can run rows, identified by a unique key. */
export interface BatchNetwork {
  readonly key: string
  /** Whether it is loaded already. */
  readonly loaded: () => boolean
  /** Loads the network if necessary and runs one batch of rows of one size. */
  readonly run: (rows: readonly Row[]) => Promise<BatchAnswers>
}

/** The answers to rows, and the seconds they took. Each job is charged its share of a batch. */
export interface BatchAnswers {
  readonly answers: readonly Planes[]
  /** Seconds inside the network. */
  readonly seconds: number
  /** Seconds of loading it. */
  readonly loading: number
}

export interface Batcher {
  /** Registers a job that will run rows. The returned function unregisters it. */
  join(): () => void
  /** Runs rows of one size. Rejects with the signal's reason if aborted before the batch runs. */
  run(network: BatchNetwork, rows: readonly Row[], signal?: AbortSignal): Promise<BatchAnswers>
}

export interface BatcherOptions {
  /** The largest number of rows in a batch. A job's rows are never split. Default: 16. */
  readonly maxRows?: number
  /** How long rows of a network that is not loaded may wait behind rows of loaded ones, in milliseconds. Default: 20,000. */
  readonly maxWait?: number
  /** How long the device waits for jobs that have not requested their next step, in milliseconds. Default: 5. */
  readonly gather?: number
  /** A clock in milliseconds; its zero is arbitrary. Default: the monotonic clock. */
  readonly now?: () => number
}

/** How long messages may wait while the only job takes quick steps, in milliseconds. */
const maxMessageDelay = 50

interface Request {
  readonly network: BatchNetwork
  /** Rows with the same network and size can share a batch. */
  readonly group: string
  readonly rows: readonly Row[]
  readonly signal: AbortSignal | undefined
  readonly since: number
  readonly resolve: (answered: BatchAnswers) => void
  readonly reject: (reason: unknown) => void
}

/**
 * Batches the rows of many jobs on one device. Whenever the device is free, waiting rows for the same network and size are
 * run together.
 *
 * The group whose rows have waited longest goes first, so that a job at 256 px and one at 64 px advance side by side.
 * But if not all networks fit into memory, loaded ones go first for a while, since loading costs far more than a step.
 * Between two runs the event loop gets a turn, unless it just had one, so that a message that cancels a job is received.
 */
export function createBatcher(options: BatcherOptions = {}): Batcher {
  return new RowBatcher(options)
}

class RowBatcher implements Batcher {
  readonly #options: Required<BatcherOptions>
  readonly #waiting: Request[] = []
  #jobs = 0
  #working = false
  /** The last time when the event loop had its turn while there was only one job. */
  #turned = -Infinity

  constructor(options: BatcherOptions) {
    this.#options = { maxRows: 16, maxWait: 20_000, gather: 5, now: () => performance.now(), ...options }
  }

  join(): () => void {
    this.#jobs++
    let left = false
    return () => {
      if (!left) this.#jobs--
      left = true
    }
  }

  run(network: BatchNetwork, rows: readonly Row[], signal?: AbortSignal): Promise<BatchAnswers> {
    if (signal?.aborted === true) return Promise.reject(reasonOf(signal))
    const first = rows[0]
    if (first === undefined) return Promise.resolve({ answers: [], seconds: 0, loading: 0 })
    if (this.#jobs === 1 && !this.#working) return this.#runAlone(network, rows, signal)
    const group = `${network.key} ${first.input.width}×${first.input.height}`
    return new Promise((resolve, reject) => {
      this.#waiting.push({ network, group, rows, signal, since: this.#options.now(), resolve, reject })
      if (!this.#working) void this.#work()
    })
  }

  async #work(): Promise<void> {
    const { now, gather } = this.#options
    this.#working = true
    try {
      for (;;) {
        await turn()
        // This lets jobs that just got their answers or are busy with files request their next step.
        const begun = now()
        while (this.#waiting.length > 0 && this.#waiting.length < this.#jobs && now() - begun < gather) await tick()
        this.#dropAborted()
        const batch = this.#takeBatch()
        if (batch.length === 0) return
        await answer(batch)
      }
    } finally {
      this.#working = false
    }
  }

  /** Runs the rows of the only job at once, since it need not wait for others. */
  async #runAlone({ run }: BatchNetwork, rows: readonly Row[], signal?: AbortSignal): Promise<BatchAnswers> {
    const { now } = this.#options
    this.#working = true
    try {
      if (now() - this.#turned > maxMessageDelay) {
        await turn()
        this.#turned = now()
        signal?.throwIfAborted()
      }
      return await run(rows)
    } finally {
      this.#working = false
      // New jobs may have arrived meanwhile.
      if (this.#waiting.length > 0) void this.#work()
    }
  }

  #dropAborted(): void {
    for (const request of this.#waiting.filter(({ signal }) => signal?.aborted)) {
      this.#remove(request)
      request.reject(request.signal?.reason)
    }
  }

  /** Takes the next batch from the waiting requests, which are in order of arrival. */
  #takeBatch(): readonly Request[] {
    const { maxRows, maxWait, now } = this.#options
    const oldest = this.#waiting[0]
    if (oldest === undefined) return []
    const loaded = now() - oldest.since < maxWait ? this.#waiting.find(({ network }) => network.loaded()) : undefined
    const first = loaded ?? oldest
    const batch: Request[] = []
    let rows = 0
    for (const request of this.#waiting.filter(({ group }) => group === first.group)) {
      if (batch.length > 0 && rows + request.rows.length > maxRows) break
      batch.push(request)
      rows += request.rows.length
    }
    for (const request of batch) this.#remove(request)
    return batch
  }

  #remove(request: Request): void {
    this.#waiting.splice(this.#waiting.indexOf(request), 1)
  }
}

/** Never rejects. An error is passed to every job of the batch. */
async function answer(batch: readonly Request[]): Promise<void> {
  const rows = batch.flatMap((request) => request.rows)
  try {
    const [first] = batch
    if (first === undefined) return
    const { answers, seconds, loading } = await first.network.run(rows)
    let from = 0
    for (const request of batch) {
      const own = answers.slice(from, (from += request.rows.length))
      const share = own.length / rows.length
      request.resolve({ answers: own, seconds: seconds * share, loading: loading * share })
    }
  } catch (error) {
    for (const request of batch) request.reject(error)
  }
}

/** Gives timers, messages and answered jobs a turn of the event loop. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Like `turn`, but also gives file reads a moment to finish. */
function tick(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1))
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted', { cause: signal.reason })
}
