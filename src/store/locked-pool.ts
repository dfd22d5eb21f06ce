import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresPool } from 'kysely'
import type { Pool, PoolClient } from 'pg'

/** How often a lost lock is asked for again, and milliseconds between two attempts. */
const attempts = 20
const pause = 250

export interface LockedPoolOptions {
  /** A pool of at most one connection. */
  readonly pool: Pool
  /** The key of the advisory lock. */
  readonly lock: number
  /** Hears of connections that broke. */
  readonly onBroken: (error: Error) => void
  /** Makes the error for a lock that somebody else holds. */
  readonly taken: () => Error
}

/**
 * A pool whose only connection holds an advisory lock, so that no query runs without it. A lock ends with its connection: when
 * that breaks, the next one takes the lock first. If somebody else was faster, no query runs any more.
 */
export class LockedPool implements PostgresPool {
  readonly #options: LockedPoolOptions
  readonly #locked = new WeakSet<PoolClient>()
  /** The session of the server that held the lock last. The start tells it from a later one of the same number. */
  #session: { readonly pid: number; readonly start: string } | undefined
  #lost: Error | undefined
  #resolveLost: (reason: Error) => void = () => undefined
  /** Resolves when somebody else has taken the lock. */
  readonly lost = new Promise<Error>((resolve) => {
    this.#resolveLost = resolve
  })

  constructor(options: LockedPoolOptions) {
    this.#options = options
  }

  async connect(): Promise<PoolClient> {
    if (this.#lost !== undefined) throw this.#lost
    const client = await this.#options.pool.connect()
    if (this.#locked.has(client)) return client
    // The pool listens only while a connection is idle. Between two queries of a transaction its error would end the process.
    client.on('error', this.#options.onBroken)
    try {
      await this.#lock(client)
    } catch (error) {
      client.release(true)
      throw error
    }
    return client
  }

  end(): Promise<void> {
    return this.#options.pool.end()
  }

  async #lock(client: PoolClient): Promise<void> {
    const before = this.#session
    if (before !== undefined) await endSession(client, before)
    for (let attempt = 1; !(await this.#take(client)); attempt += 1) {
      if (before === undefined) throw this.#options.taken()
      if (attempt === attempts) {
        this.#lost = this.#options.taken()
        this.#resolveLost(this.#lost)
        throw this.#lost
      }
      await sleep(pause)
    }
    this.#locked.add(client)
  }

  async #take(client: PoolClient): Promise<boolean> {
    const { rows } = await client.query<{ taken: boolean; pid: number; start: string }>(
      `select pg_try_advisory_lock($1) as taken, pid, backend_start::text as start
       from pg_stat_activity where pid = pg_backend_pid()`,
      [this.#options.lock],
    )
    const [row] = rows
    if (row?.taken !== true) return false
    this.#session = row
    return true
  }
}

/** The server may not have noticed yet that the connection of an earlier session of ours is gone. */
async function endSession(client: PoolClient, { pid, start }: { readonly pid: number; readonly start: string }) {
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid = $1 and backend_start::text = $2',
    [pid, start],
  )
}
