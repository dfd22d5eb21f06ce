import type Database from 'libsql'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely'
import { createTurns } from '#src/turns.ts'
import { keepStatements } from './keep-statements.ts'

/** Milliseconds for which queries may follow each other before the event loop goes on with something else, inside a transaction too. */
const budget = 5

/**
 * SQLite for a process that must answer in time. Its driver is synchronous, so hundreds of queries in a row would run before
 * the event loop reads from a socket again. Here they make way for it.
 */
export function createSqliteDialect(driver: InstanceType<typeof Database>): SqliteDialect {
  return new TurnTakingDialect(keepStatements(driver), () => driver.inTransaction)
}

class TurnTakingDialect extends SqliteDialect {
  readonly #database: SqliteDatabase
  readonly #isInTransaction: () => boolean

  constructor(database: SqliteDatabase, isInTransaction: () => boolean) {
    super({ database })
    this.#database = database
    this.#isInTransaction = isInTransaction
  }

  override createDriver(): SqliteDriver {
    return new TurnTakingDriver(this.#database, this.#isInTransaction)
  }
}

class TurnTakingDriver extends SqliteDriver {
  readonly #turns = createTurns(budget)
  /** Resolves when the last one in the queue has given the connection back. The lock of Kysely wakes everyone who waits each time. */
  #last: Promise<void> = Promise.resolve()
  #release: () => void = () => undefined
  readonly #isInTransaction: () => boolean

  constructor(database: SqliteDatabase, isInTransaction: () => boolean) {
    super({ database })
    this.#isInTransaction = isInTransaction
  }

  /** On a disk that is full or cannot be written, SQLite has rolled back by itself. Doing it again would hide the fault. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#isInTransaction()) await super.rollbackTransaction(connection)
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#last
    let release: () => void = () => undefined
    this.#last = new Promise((resolve) => {
      release = resolve
    })
    await before
    this.#release = release
    return new TurnTakingConnection(await super.acquireConnection(), this.#turns)
  }

  override async releaseConnection(): Promise<void> {
    await super.releaseConnection()
    this.#release()
  }
}

class TurnTakingConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection
  readonly #turns: () => Promise<void>

  constructor(connection: DatabaseConnection, turns: () => Promise<void>) {
    this.#connection = connection
    this.#turns = turns
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    await this.#turns()
    return this.#connection.executeQuery<Row>(query)
  }

  async *streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    await this.#turns()
    yield* this.#connection.streamQuery<Row>(query, chunkSize)
  }
}
