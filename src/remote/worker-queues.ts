import { Queue } from 'bullmq'
import type { BotAttempt } from './bot-attempt.ts'
import { queueOf, queuePrefix } from './keys.ts'
import { type Work, workResult } from './protocol.ts'
import type { RedisConnection, RemoteLog } from './redis.ts'

/** The state of an attempt in its worker's queue. `unknown`: it is not there, or failed without a result. */
export type AttemptState = 'waiting' | 'active' | 'completed' | 'unknown'

/** The maximum size of a job in a queue, in bytes of JSON. Pictures travel by reference. */
const maxJobBytes = 1_000_000
/** Seconds for which a result is kept that no bot has fetched. */
const keep = { age: 60 * 60 }

/** BullMQ's queues, one per worker. */
export class WorkerQueues {
  readonly #redis: RedisConnection
  readonly #log: RemoteLog
  readonly #queues = new Map<string, Queue>()

  constructor(redis: RedisConnection, log: RemoteLog) {
    this.#redis = redis
    this.#log = log
    // All queues share one connection.
    redis.setMaxListeners(0)
  }

  async add(worker: string, work: Work): Promise<void> {
    await this.#of(worker).add('draw', work, { jobId: work.attempt, removeOnComplete: keep, removeOnFail: keep })
  }

  /** Looks up an attempt. One that is completed gets its result. */
  async stateOf(attempt: BotAttempt): Promise<AttemptState> {
    const job = await this.#of(attempt.worker).getJob(attempt.id)
    if (job === undefined) return 'unknown'
    const state = await job.getState()
    const result = state === 'completed' ? workResult.safeParse(job.returnvalue).data : undefined
    if (result !== undefined) {
      attempt.end(result)
      return 'completed'
    }
    return state === 'active' ? 'active' : state === 'completed' || state === 'failed' ? 'unknown' : 'waiting'
  }

  async remove({ worker, id }: BotAttempt): Promise<void> {
    await this.#of(worker).remove(id)
  }

  /** Removes the queue of a lost worker with everything in it. */
  async removeAll(worker: string): Promise<void> {
    await this.#of(worker).obliterate({ force: true })
    this.#queues.delete(worker)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.close().catch(() => undefined)))
  }

  #of(worker: string): Queue {
    const known = this.#queues.get(worker)
    if (known !== undefined) return known
    const connection = this.#redis
    const queue = new Queue(queueOf(worker), { connection, prefix: queuePrefix, skipWaitingForReady: true })
    queue.on('error', (error) => this.#log.warn({ err: error, worker }, 'The queue of a worker failed'))
    this.#queues.set(worker, queue)
    return queue
  }
}

/** @throws Error where the request itself is too large for a queue */
export function checkSize(work: Work): Work {
  if (JSON.stringify(work).length > maxJobBytes) throw new Error('The request is too large for the queue')
  return work
}
