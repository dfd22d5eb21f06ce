import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresPool } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import type { TakeLock } from './database-locks.ts'
import type { UserError } from '#src/errors.ts'

/** How often a lock is asked for: at the start, while another process may be about to end, and once it was lost. */
const attempts = { first: 8, again: 20 }
/** Milliseconds between two attempts. */
const pause = 250

export interface LockedPoolOptions {
  /** A pool of at most one connection. */
  readonly pool: Pool
  /** Takes the advisory locks. */
  readonly take: TakeLock
  /** Hears of connections that broke. */
  readonly onBroken: (error: Error) => void
}

/**
 * A pool whose only connection holds advisory locks, so that no query runs without them. A lock ends with its connection: when
 * that breaks, the next one takes the locks first. If somebody else was faster, no query runs any more.
 */
export class LockedPool implements PostgresPool {
  readonly #options: LockedPoolOptions
  readonly #locked = new WeakSet<PoolClient>()
  /** The session of the server that held the lock last. The start tells it from a later one of the same number. */
  #session: { readonly pid: number; readonly start: string } | undefined
  #lost: UserError | undefined
  #resolveLost: (reason: UserError) => void = () => undefined
  /** Resolves when somebody else has taken the lock. */
  readonly lost = new Promise<UserError>((resolve) => {
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
    const most = before === undefined ? attempts.first : attempts.again
    for (let attempt = 1; ; attempt += 1) {
      const refusal = await this.#options.take(client)
      if (refusal === undefined) break
      if (attempt < most) {
        await sleep(pause)
        continue
      }
      if (before !== undefined) {
        this.#lost = refusal
        this.#resolveLost(refusal)
      }
      throw refusal
    }
    this.#session = await sessionOf(client)
    this.#locked.add(client)
  }
}

async function sessionOf(client: PoolClient) {
  const { rows } = await client.query<{ pid: number; start: string }>(
    'select pid, backend_start::text as start from pg_stat_activity where pid = pg_backend_pid()',
  )
  return rows[0]
}

/** The server may not have noticed yet that the connection of an earlier session of ours is gone. */
async function endSession(client: PoolClient, { pid, start }: { readonly pid: number; readonly start: string }) {
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid = $1 and backend_start::text = $2',
    [pid, start],
  )
}
