import { Kysely, PostgresDialect } from 'kysely'
import { type CustomTypesConfig, Pool, types } from 'pg'
import { UserError } from '#src/errors.ts'
import { storeRefused } from '#src/messages/refusals.ts'
import { LockedPool } from './locked-pool.ts'
import { columnTypes } from './postgres-column-types.ts'
import type { Tables } from './tables.ts'

export interface OpenedDatabase {
  readonly database: Kysely<Tables>
  /** Resolves with the reason when another process has taken the database. No query works from then on. */
  readonly lost: Promise<UserError>
  close(): Promise<void>
}

/** Duckrabbit's key among the advisory locks of a database. */
const lockNumber = 0x6475636b

/**
 * Types that the driver returns as text: integers of eight bytes and exact sums. All of our values fit into a number.
 */
const numbers: readonly number[] = [types.builtins.INT8, types.builtins.NUMERIC]

const parsers: CustomTypesConfig = {
  getTypeParser: (oid, format) => (numbers.includes(oid) ? Number : types.getTypeParser(oid, format)),
}

/**
 * Opens a PostgreSQL database. It has the same tables and queries as the SQLite file.
 *
 * All queries use one connection and run one after the other, as with the file. Transactions of this process therefore
 * never overlap. The connection holds an advisory lock, which keeps other processes out. A broken connection is opened again.
 *
 * @param onBroken hears of connections that broke
 * @throws UserError `database-unreachable`, `database-in-use`
 */
export async function openPostgres(url: string, onBroken: (error: Error) => void): Promise<OpenedDatabase> {
  const name = describeUrl(url)
  const config = { connectionString: url, types: parsers, connectionTimeoutMillis: 10_000, keepAlive: true }
  const pool = new Pool({ ...config, max: 1, idleTimeoutMillis: 0 })
  // The next query makes a new connection. The pool repeats what LockedPool has reported.
  pool.on('error', () => undefined)
  const taken = (): UserError => new UserError('database-in-use', storeRefused.databaseInUse(name), { name })
  const locked = new LockedPool({ pool, lock: lockNumber, onBroken, taken })
  try {
    const client = await locked.connect()
    client.release()
  } catch (error) {
    await pool.end()
    if (error instanceof UserError) throw error
    throw new UserError('database-unreachable', storeRefused.databaseUnreachable(name), { name }, { cause: error })
  }
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: locked }), plugins: [columnTypes] })
  return { database, lost: locked.lost.then(taken), close: () => database.destroy() }
}

/** The host and the name, without the password. */
function describeUrl(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}
