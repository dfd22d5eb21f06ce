import type { Planes } from '#src/pipeline/planes.ts'
import type { Row } from '#src/pipeline/predict.ts'

/** A network that rows can be run through, by a key that no other network has. */
export interface BatchNetwork {
  readonly key: string
  /** Whether it can run without being loaded first. */
  readonly loaded: () => boolean
  /** Loads it if need be, and runs one batch of rows of one size. */
  readonly run: (rows: readonly Row[]) => Promise<Answered>
}

/** The answers to rows, and what they took in seconds: of a batch, each job has its share. */
export interface Answered {
  readonly answers: readonly Planes[]
  /** In the network. */
  readonly seconds: number
  /** Until it was loaded. */
  readonly loading: number
}

export interface Batcher {
  /** A job begins that is going to ask for runs. Returns the way to say that it has ended. */
  join(): () => void
  /** Rows of one size. Rejects with the signal's reason when aborted before its batch runs. */
  run(network: BatchNetwork, rows: readonly Row[], signal?: AbortSignal): Promise<Answered>
}

export interface BatcherOptions {
  /** Rows of one batch at most; one job's rows are never parted. Default: 16. */
  readonly maxRows?: number
  /** How long rows for a network that is not loaded stand back behind loaded ones, in milliseconds. Default: 20 s. */
  readonly patience?: number
  /** How long the device waits for jobs that have not asked for their next step yet, in milliseconds. Default: 5. */
  readonly gather?: number
  /** Milliseconds from any start. Default: the monotonic clock. */
  readonly now?: () => number
}

/** How long messages may wait while a job that is alone takes quick steps, in milliseconds. */
const messagesWait = 50

interface Request {
  readonly network: BatchNetwork
  /** Rows go together by network and size. */
  readonly group: string
  readonly rows: readonly Row[]
  readonly signal: AbortSignal | undefined
  readonly since: number
  readonly resolve: (answered: Answered) => void
  readonly reject: (reason: unknown) => void
}

/**
 * One device, many jobs: whenever it is free, the rows that jobs want next for the same network and size become one
 * run.
 *
 * Groups take turns by who has waited longest, so that a job at 256 px and one at 64 px go on side by side; but where
 * networks must make room for each other, those that are loaded go first for a while, since loading costs far more
 * than a step. Between two runs the event loop turns, unless it did just now: a message that cancels a job gets in.
 */
export function createBatcher({
  maxRows = 16,
  patience = 20_000,
  gather = 5,
  now = monotonic,
}: BatcherOptions = {}): Batcher {
  const waiting: Request[] = []
  let jobs = 0
  let working = false
  let turned = -Infinity

  async function work(): Promise<void> {
    working = true
    try {
      for (;;) {
        await turn()
        // Jobs that were answered just now, or that are reading and writing files, get to ask for their next step.
        const begun = now()
        while (waiting.length > 0 && waiting.length < jobs && now() - begun < gather) await tick()
        dropAborted()
        const batch = choose()
        if (batch.length === 0) return
        await answer(batch)
      }
    } finally {
      working = false
    }
  }

  /** The only job there is has nobody to wait for. */
  async function alone({ run }: BatchNetwork, rows: readonly Row[], signal?: AbortSignal): Promise<Answered> {
    working = true
    try {
      if (now() - turned > messagesWait) {
        await turn()
        turned = now()
        signal?.throwIfAborted()
      }
      return await run(rows)
    } finally {
      working = false
      // Jobs may have come meanwhile.
      if (waiting.length > 0) void work()
    }
  }

  function dropAborted(): void {
    for (const request of waiting.filter(({ signal }) => signal?.aborted)) {
      waiting.splice(waiting.indexOf(request), 1)
      request.reject(request.signal?.reason)
    }
  }

  /** Takes the next batch out of those who wait; they stand in order of arrival. */
  function choose(): readonly Request[] {
    const oldest = waiting[0]
    if (oldest === undefined) return []
    const ready = now() - oldest.since < patience ? waiting.find(({ network }) => network.loaded()) : undefined
    const first = ready ?? oldest
    const batch: Request[] = []
    let rows = 0
    for (const request of waiting.filter(({ group }) => group === first.group)) {
      if (batch.length > 0 && rows + request.rows.length > maxRows) break
      batch.push(request)
      rows += request.rows.length
    }
    for (const request of batch) waiting.splice(waiting.indexOf(request), 1)
    return batch
  }

  return {
    join() {
      jobs++
      let left = false
      return () => {
        if (!left) jobs--
        left = true
      }
    },

    run(network, rows, signal) {
      if (signal?.aborted === true) return Promise.reject(reasonOf(signal))
      const first = rows[0]
      if (first === undefined) return Promise.resolve({ answers: [], seconds: 0, loading: 0 })
      if (jobs === 1 && !working) return alone(network, rows, signal)
      const group = `${network.key} ${first.input.width}×${first.input.height}`
      return new Promise((resolve, reject) => {
        waiting.push({ network, group, rows, signal, since: now(), resolve, reject })
        if (!working) void work()
      })
    },
  }
}

/** Never rejects: what goes wrong is told to every job of the batch. */
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

/** Lets timers, messages and the answered jobs have their turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** The same, and files a moment to be read. */
function tick(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1))
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted', { cause: signal.reason })
}

function monotonic(): number {
  return performance.now()
}
