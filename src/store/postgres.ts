import { Kysely, PostgresDialect } from 'kysely'
import { Client, type CustomTypesConfig, Pool, types } from 'pg'
import { UserError } from '#src/errors.ts'
import { storeRefused } from '#src/messages/refusals.ts'
import { columnTypes } from './postgres-column-types.ts'
import type { Tables } from './tables.ts'

export interface OpenedDatabase {
  readonly database: Kysely<Tables>
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
 * never overlap, and an advisory lock keeps other processes out. A broken connection is opened again.
 *
 * @throws UserError `database-unreachable`, `database-in-use`
 */
export async function openPostgres(
  url: string,
  log: (error: Error) => void = () => undefined,
): Promise<OpenedDatabase> {
  const name = describeUrl(url)
  const config = { connectionString: url, types: parsers, connectionTimeoutMillis: 10_000, keepAlive: true }
  const lockClient = new Client(config)
  lockClient.on('error', log)
  try {
    await lockClient.connect()
  } catch (error) {
    throw new UserError('database-unreachable', storeRefused.databaseUnreachable(name), { name }, { cause: error })
  }
  const { rows } = await lockClient.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lockNumber])
  if (rows[0]?.taken !== true) {
    await lockClient.end()
    throw new UserError('database-in-use', storeRefused.databaseInUse(name), { name })
  }
  const pool = new Pool({ ...config, max: 1, idleTimeoutMillis: 0 })
  // The next query makes a new connection.
  pool.on('error', log)
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [columnTypes] })
  return {
    database,
    async close() {
      await database.destroy()
      await lockClient.end()
    },
  }
}

/** The host and the name, without the password. */
function describeUrl(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}
