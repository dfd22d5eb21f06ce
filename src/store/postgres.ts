import { Kysely, PostgresDialect } from 'kysely'
import { type CustomTypesConfig, Pool, types } from 'pg'
import { UserError } from '#src/errors.ts'
import { storeRefused } from '#src/messages/refusals.ts'
import { databaseLock, type SharingProcess } from './database-locks.ts'
import { LockedPool } from './locked-pool.ts'
import { columnTypes } from './postgres-column-types.ts'
import type { Tables } from './tables.ts'

export interface OpenedDatabase {
  readonly database: Kysely<Tables>
  /** Resolves with the reason when another process has taken the database, or this one's shards. No query works from then on. */
  readonly lost: Promise<UserError>
  close(): Promise<void>
}

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
 * never overlap. The connection holds advisory locks, which keep other processes out of what is this one's. A broken
 * connection is opened again.
 *
 * @param options.onBroken hears of connections that broke
 * @param options.sharing set if this is one of several processes of a bot
 * @throws UserError `database-unreachable`, `database-in-use`, `shards-in-use`, `shards-differ`, `folders-differ`
 */
export async function openPostgres(
  url: string,
  { onBroken, sharing }: { readonly onBroken: (error: Error) => void; readonly sharing?: SharingProcess | undefined },
): Promise<OpenedDatabase> {
  const name = describeUrl(url)
  const config = { connectionString: url, types: parsers, connectionTimeoutMillis: 10_000, keepAlive: true }
  const pool = new Pool({ ...config, max: 1, idleTimeoutMillis: 0 })
  // The next query makes a new connection. The pool repeats what LockedPool has reported.
  pool.on('error', () => undefined)
  const locked = new LockedPool({ pool, take: databaseLock(name, sharing), onBroken })
  try {
    const client = await locked.connect()
    client.release()
  } catch (error) {
    await pool.end()
    if (error instanceof UserError) throw error
    throw new UserError('database-unreachable', storeRefused.databaseUnreachable(name), { name }, { cause: error })
  }
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: locked }), plugins: [columnTypes] })
  return { database, lost: locked.lost, close: () => database.destroy() }
}

/** The host and the name, without the password. */
function describeUrl(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}
