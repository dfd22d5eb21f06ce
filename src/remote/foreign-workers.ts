import { workerWords } from '#src/messages/worker-messages.ts'
import { version } from '#src/version.ts'
import { controlChannel } from './keys.ts'
import type { ForeignRegistration, ToWorker } from './protocol.ts'
import type { RedisConnection, RemoteLog } from './redis.ts'

/** Tells workers of another version, once each, why they get no work. The log of this bot says the same. */
export class ForeignWorkers {
  readonly #redis: RedisConnection
  readonly #log: RemoteLog
  readonly #told = new Set<string>()

  constructor({ redis, log }: { readonly redis: RedisConnection; readonly log: RemoteLog }) {
    this.#redis = redis
    this.#log = log
  }

  /** @param foreign all that are there now, by id */
  refuse(foreign: ReadonlyMap<string, ForeignRegistration>): void {
    for (const id of this.#told) if (!foreign.has(id)) this.#told.delete(id)
    for (const [id, { name, version: other }] of foreign) {
      if (this.#told.has(id)) continue
      this.#told.add(id)
      this.#log.error({ worker: id }, workerWords.foreign({ name, worker: other, bot: version }))
      const message: ToWorker = { type: 'refused', version }
      this.#redis.publish(controlChannel(id), JSON.stringify(message)).catch(() => this.#told.delete(id))
    }
  }
}
