import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** The most statements that are kept. Those with lists have a text for each length. */
const most = 300

/** Reads and writes rows, or begins and ends a transaction. Everything else may change tables. */
const ordinary = /^(?:select|insert|update|delete|with|begin|commit|rollback)\b/i

/**
 * A database that prepares each statement once. Preparing takes longer than most of our queries, whose text is always the
 * same.
 */
export function keepStatements(database: SqliteDatabase): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  return {
    prepare(sql) {
      if (!ordinary.test(sql)) {
        // A kept statement knows the columns of its tables.
        kept.clear()
        return database.prepare(sql)
      }
      const statement = kept.get(sql) ?? database.prepare(sql)
      // The least recently used comes first.
      kept.delete(sql)
      kept.set(sql, statement)
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
      return statement
    },
    close() {
      kept.clear()
      database.close()
    },
  }
}
