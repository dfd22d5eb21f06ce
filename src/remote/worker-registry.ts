import type { Clock } from '@duckrabbit/clock'
import { ForeignWorkers } from './foreign-workers.ts'
import { workerKey, workersKey } from './keys.ts'
import {
  foreignRegistration,
  type ForeignRegistration,
  parseJson,
  type Registration,
  registration,
} from './protocol.ts'
import type { RedisConnection, RemoteLog } from './redis.ts'

/** What has changed since the workers were last read. */
export interface RegistryChanges {
  readonly present: readonly Registration[]
  /** Workers that were silent for too long. */
  readonly lost: readonly string[]
  /** Workers that have signed off, or that Redis has forgotten. */
  readonly left: readonly string[]
}

export interface WorkerRegistryOptions {
  readonly redis: RedisConnection
  readonly clock: Pick<Clock, 'monotonic'>
  /** Milliseconds of silence after which a worker counts as lost. */
  readonly lock: number
  readonly log: RemoteLog
}

/** Reads which workers there are, and tells those of another version why they get no work. */
export class WorkerRegistry {
  readonly #options: WorkerRegistryOptions
  readonly #foreign: ForeignWorkers
  #known = new Set<string>()
  /** When Redis began to answer, by the monotonic clock. */
  #answersSince: number | undefined

  constructor(options: WorkerRegistryOptions) {
    this.#options = options
    this.#foreign = new ForeignWorkers(options)
  }

  /** Call it when the connection is lost: workers could not renew anything either. */
  disconnected(): void {
    this.#answersSince = undefined
  }

  async read(): Promise<RegistryChanges> {
    const { redis, clock, lock } = this.#options
    const ids = await redis.smembers(workersKey)
    const texts = ids.length === 0 ? [] : await redis.mget(ids.map(workerKey))
    const now = clock.monotonic()
    this.#answersSince ??= now
    const present: Registration[] = []
    const foreign = new Map<string, ForeignRegistration>()
    const lost: string[] = []
    for (const [index, id] of ids.entries()) {
      const text = texts[index]
      const parsed = parseJson(registration, text)
      const other = parseJson(foreignRegistration, text)
      if (parsed !== undefined) present.push(parsed)
      else if (other !== undefined) foreign.set(id, other)
      // After a loss of the connection every worker gets the time to renew its registration.
      else if (now - this.#answersSince >= lock) lost.push(id)
    }
    const members = new Set(ids)
    const left = [...this.#known].filter((id) => !members.has(id))
    this.#known = new Set(ids.filter((id) => !lost.includes(id)))
    this.#foreign.refuse(foreign)
    return { present, lost, left }
  }
}
